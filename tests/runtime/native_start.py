"""Starts `awslambdaric` with its native module, in the order of the managed runtime.

Argument: the folder that holds it. The one change is how it tells of a failed start: `http.client`
knows no address with a path.
"""

import http.client
import os
import site
import sys

del sys.path[0]
folder = sys.argv[1]
sys.argv[:] = ["/var/runtime/bootstrap.py"]
sys.path.insert(0, folder)
from awslambdaric import bootstrap, lambda_config  # noqa: E402
from awslambdaric.lambda_runtime_client import LambdaRuntimeClient  # noqa: E402
from awslambdaric.lambda_runtime_marshaller import to_json  # noqa: E402

sys.path.remove(folder)
address = os.environ["AWS_LAMBDA_RUNTIME_API"]


class Client(LambdaRuntimeClient):  # type: ignore[misc]
    def call_rapid(  # type: ignore[no-untyped-def]
        self, http_method, endpoint, expected_http_code, payload=None, headers=None
    ):
        authority, _, token = address.partition("/")
        connection = http.client.HTTPConnection(authority)
        connection.request(http_method, f"/{token}{endpoint}", to_json(payload), headers=headers)
        connection.getresponse().read()


config = lambda_config.LambdaConfigProvider(["", os.environ["_HANDLER"]])
client = Client(address, config.use_thread_polling)
root = os.environ["LAMBDA_TASK_ROOT"]
sys.path.insert(0, root)
site.addsitedir(root)
bootstrap.run(config.handler, client)
