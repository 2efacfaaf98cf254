"""What the Node.js handlers of the small projects do, for each of their triggers."""

from __future__ import annotations

from collections.abc import Mapping

_NODE_RECORDS = """\
const { TABLE_NAME } = process.env;
try {
  console.log(TABLE_NAME, process.env.STAGE_NAME, event);
} catch (error) {
  console.error(error);
  throw error;
}"""
_NODE_RESPONSE = """\
const table = process.env.TABLE_NAME;
try {
  console.log(table, process.env.STAGE_NAME);
} catch (error) {
  console.error(error);
  throw error;
}
return {
  statusCode: 200,
  headers: { "x-table": table },
  body: JSON.stringify({ orders: [] }),
};"""
_NODE_EVENT = """\
console.log(process.env.TABLE_NAME, process.env.STAGE_NAME);
event.response.autoConfirmUser = true;
return event;"""
_NODE_ANSWER = """\
const response = require("cfn-response");
console.log(process.env.TABLE_NAME, process.env.STAGE_NAME);
await response.send(event, context, response.SUCCESS, {});"""

NODE_BODIES: Mapping[str, str] = {
    "Queued": _NODE_RECORDS,
    "Streamed": _NODE_RECORDS,
    "Scheduled": _NODE_RECORDS,
    "Listed": _NODE_RESPONSE,
    "Posted": _NODE_RESPONSE,
    "Joined": _NODE_EVENT,
    "Deployed": _NODE_ANSWER,
}

_CALLBACK = """\
try {
  console.log(event);
  callback(null);
} catch (error) {
  callback(error);
}"""
_CALLBACK_RESPONSE = """\
callback(null, { statusCode: 200, body: JSON.stringify({ orders: [] }) });"""
_CALLBACK_EVENT = """\
event.response.autoConfirmUser = true;
callback(null, event);"""

NODE_CALLBACKS: Mapping[str, str] = {
    "Queued": _CALLBACK,
    "Streamed": _CALLBACK,
    "Scheduled": _CALLBACK,
    "Listed": _CALLBACK_RESPONSE,
    "Posted": _CALLBACK_RESPONSE,
    "Joined": _CALLBACK_EVENT,
    "Deployed": _NODE_ANSWER.replace("await ", ""),
}
