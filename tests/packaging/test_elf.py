"""Native modules are packed without what only debuggers read."""

from __future__ import annotations

import subprocess
import sys
import zlib
from pathlib import Path

import pytest
import yaml._yaml

from tools.packaging.elf import without_debug_information

MODULE = Path(yaml._yaml.__file__)
LOADED = """
import importlib.util, sys
spec = importlib.util.spec_from_file_location("yaml._yaml", sys.argv[1])
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
print(".".join(map(str, module.get_version())))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="these are modules of Linux")
def test_a_module_takes_less_space_and_still_works(tmp_path: Path) -> None:
    content = MODULE.read_bytes()
    small = without_debug_information(content)
    assert len(small) == len(content)
    assert len(zlib.compress(small)) < len(zlib.compress(content)) / 3
    packed = tmp_path / MODULE.name
    packed.write_bytes(small)
    command = [sys.executable, "-c", LOADED, str(packed)]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert printed.strip() == yaml._yaml.get_version_string()


def test_what_is_no_module_of_linux_stays_as_it_is() -> None:
    for content in (b"", b"import os\n", b"\xcf\xfa\xed\xfe.debug_info"):
        assert without_debug_information(content) == content
