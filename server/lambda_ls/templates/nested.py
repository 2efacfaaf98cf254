"""Templates that a template deploys as its own parts."""

from __future__ import annotations

from ..model.place import known
from ..model.template import NestedTemplate
from .intrinsics import text_value
from .located import Located
from .scope import Scope, local_path

NESTED_LOCATIONS = {
    "AWS::Serverless::Application": "Location",
    "AWS::CloudFormation::Stack": "TemplateURL",
}
"""By resource type the property that says where the nested template is."""


def nested_template(root: Located, kind: str, scope: Scope) -> NestedTemplate | None:
    """The template that a resource of one of these types deploys, if it is a local file."""
    location = root.get("Properties", NESTED_LOCATIONS[kind])
    # SAM's `Location` of a published application is a mapping, which is no text.
    text = known(text_value(location, scope))
    path = local_path(scope.folder, text) if text else None
    return NestedTemplate(path, location.place) if path and location else None
