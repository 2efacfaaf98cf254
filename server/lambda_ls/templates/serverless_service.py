"""What all functions of one Serverless service share."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping as MappingOf
from functools import cached_property

from ..aws.environment import leaves_environment
from ..aws.serverless import serverless_facts
from ..model.function import Build, Dialect, Variable
from ..model.place import MaybeText, Place, known
from ..text.tree import EMPTY_MAPPING
from .located import Located, is_null
from .scope import Scope, local_path
from .serverless_references import deployed_text
from .serverless_resolver import Answer, Resolver
from .serverless_tree import Value, child, fields, is_mapping, items, keys
from .serverless_values import doubted, text_of

# What can give functions variables from elsewhere: files of them, and resources that change them.
_EXTENDS = re.compile(
    r"^[ \t]*[\"']?(?:useDotenv|extensions|\w+LambdaFunction)[\"']?\s*:", re.MULTILINE
)
# What gives the framework's own event source mappings other properties.
_EXTENDS_SOURCES = re.compile(
    r"^[ \t]*[\"']?(?:extensions|\w+EventSourceMapping\w+)[\"']?\s*:", re.MULTILINE
)
# Plugins of the project itself, and those that by their names deal with event sources.
_CHANGES_SOURCES = re.compile(r"^[./]|batch|event|kinesis|queue|sqs|stream", re.IGNORECASE)
_VERSION_4 = re.compile(r"[^\d<]*4(?:\D|\Z)")


class Service:
    """The service around the functions; each part is read when a function first needs it."""

    def __init__(self, resolver: Resolver, scope: Scope | None = None) -> None:
        self.resolver = resolver
        self.scope = scope or Scope(
            resolver.path, Dialect.SERVERLESS, EMPTY_MAPPING, EMPTY_MAPPING, None, {}
        )
        """What CloudFormation's functions in the service's values depend on."""

    @property
    def path(self) -> str:
        """The absolute path of the service's file."""
        return self.resolver.path

    @cached_property
    def provider(self) -> Answer:
        """What functions inherit: a mapping, or the mere name of the cloud."""
        return self.resolver.get(self.resolver.root, "provider")

    @property
    def is_foreign(self) -> bool:
        """Whether the service certainly goes to another cloud than AWS.

        A beginning of `aws`, or of the key `name`, is a provider that is being typed.
        """
        provider = self.provider.value
        has_keys = provider is not None and is_mapping(provider)
        text = known(text_of(self.resolver, self.inherited("name") if has_keys else provider))
        if text is None or self.provider.doubt:
            return False
        return not "aws".startswith(text.lower()) and (has_keys or not "name".startswith(text))

    def inherited(self, *keys: str) -> Value | None:
        """The provider's value, where it is written."""
        way = self.resolver.get(self.provider.value, *keys[:-1]).value
        return child(way, keys[-1]) if way else None

    def inherited_text(self, *keys: str) -> MaybeText | None:
        """The provider's text for functions that have none of their own."""
        text = text_of(self.resolver, self.inherited(*keys))
        return doubted(text, self.provider.doubt) if text else None

    @cached_property
    def environment(self) -> tuple[Variable, ...]:
        """The variables of all functions."""
        value = self.inherited("environment")
        return variables(self, value, self.provider.doubt) if value else ()

    @cached_property
    def adds_variables(self) -> bool:
        """Whether all functions can have variables that neither they nor the provider show."""
        if self.provider.value is None or self.provider.doubt or _EXTENDS.search(self._text):
            return True
        if not leaves_environment(frozenset(self.plugins)) or not self._shows_plugins:
            return True
        shared = self.inherited("environment")
        return shared is not None and hides_variables(self.resolver.resolve(shared))

    @cached_property
    def changes_event_sources(self) -> bool:
        """Whether event sources can have settings that the functions' events do not show."""
        return _EXTENDS_SOURCES.search(self._text) is not None or any(
            _CHANGES_SOURCES.search(each) and not leaves_environment(frozenset({each}))
            for each in self.plugins
        )

    @property
    def _shows_plugins(self) -> bool:
        """Whether the names of all plugins can be read."""
        answer = self.resolver.get(self.resolver.root, "plugins")
        if is_mapping(answer.value):
            answer = self.resolver.get(answer.value, "modules")
        return answer.doubt is None and len(list(items(answer.value))) == len(self.plugins)

    @property
    def _text(self) -> str:
        return self.resolver.root.document.source.text

    @cached_property
    def package(self) -> Answer:
        """How the service is packed."""
        return self.resolver.get(self.resolver.root, "package")

    @cached_property
    def plugins(self) -> MappingOf[str, Place]:
        """The names of the plugins and where they are written."""
        answer = self.resolver.get(self.resolver.root, "plugins")
        if is_mapping(answer.value):
            answer = self.resolver.get(answer.value, "modules")
        texts = (text_of(self.resolver, item) for item in items(answer.value))
        return {text.value: text.place for text in texts if text and isinstance(text.value, str)}

    @cached_property
    def build(self) -> Build | None:
        """How the service's Node.js code is built."""
        builds = serverless_facts().builds
        for plugin, place in self.plugins.items():
            if plugin in builds:
                return Build(builds[plugin], place=place)
        setting = self.resolver.get(self.resolver.root, "build", "esbuild").value
        if isinstance(setting, Located):
            return None if setting.text == "false" else Build("esbuild", place=setting.place)
        version = text_of(self.resolver, child(self.resolver.root, "frameworkVersion"))
        # From version 4 on the framework itself bundles TypeScript.
        return Build("esbuild") if _VERSION_4.match(known(version) or "") else None

    @cached_property
    def layers(self) -> MappingOf[str, str]:
        """By logical id the folder (absolute) of each layer that the service itself makes."""
        layers = self.resolver.get(self.resolver.root, "layers").value
        folders: dict[str, str] = {}
        for field in fields(layers):
            layer = self.resolver.resolve(field.value).value
            path = known(text_of(self.resolver, child(layer, "path") if layer else None))
            folder = self.local(path) if path else None
            if folder:
                folders[logical_id(field.key.value, "LambdaLayer")] = folder
        return folders

    def local(self, path: str) -> str | None:
        """The absolute path of a path that the service writes; None if it is no path."""
        return os.path.normpath(path) if os.path.isabs(path) else local_path(self.folder, path)

    @property
    def folder(self) -> str:
        """The folder of the service, from which handlers count."""
        return self.resolver.folder


def variables(service: Service, value: Value, doubt: str | None = None) -> tuple[Variable, ...]:
    """The environment variables of a mapping; those set to null are left out.

    Where the whole mapping depends on the deployment, so does every value in it.
    """
    resolver, scope = service.resolver, service.scope
    answer = resolver.resolve(value).doubted(doubt)
    listed = tuple(fields(answer.value))
    texts = ((field, deployed_text(resolver, field.value, scope)) for field in listed)
    return tuple(
        Variable(field.key, doubted(text, answer.doubt), field.extent if len(listed) > 1 else None)
        for field, text in texts
        if text
    )


def hides_variables(answer: Answer) -> bool:
    """Whether an `environment` can have keys that cannot be seen."""
    value = answer.value
    if answer.doubt or value is None:
        return answer.doubt is not None
    if isinstance(value, Located) and not value.is_complete:
        return not is_null(value.node)
    return any("${" in key or key == "Ref" or key.startswith("Fn::") for key in keys(value))


def logical_id(name: str, ending: str) -> str:
    """The logical id that the framework gives to a function or a layer."""
    name = name.replace("-", "Dash").replace("_", "Underscore")
    return f"{name[:1].upper()}{name[1:]}{ending}"
