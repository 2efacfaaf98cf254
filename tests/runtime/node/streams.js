"use strict";

const { pipeline } = require("node:stream/promises");
const { Readable } = require("node:stream");

const probes = {
  hello: async (stream) => {
    stream.write("hello ");
    stream.write("world");
    stream.end();
  },
  endWithChunk: async (stream) => stream.end("all at once"),
  nothing: async (stream) => stream.end(),
  contentType: async (stream) => {
    stream.setContentType("text/html");
    stream.write("<p>");
    stream.end();
  },
  lateContentType: async (stream) => {
    stream.write("x");
    stream.setContentType("text/html");
  },
  metadata: async (stream) => {
    const http = awslambda.HttpResponseStream.from(stream, { statusCode: 201, headers: { a: "b" } });
    http.write("body");
    http.end();
  },
  metadataAndEnd: async (stream) => {
    awslambda.HttpResponseStream.from(stream, { statusCode: 204 }).end("body");
  },
  metadataOnly: async (stream) => {
    awslambda.HttpResponseStream.from(stream, { statusCode: 204 }).end();
  },
  objects: async (stream) => {
    stream.write({ a: 1 });
    stream.write([1, 2]);
    stream.write(new Uint8Array([65, 66]));
    stream.write(Buffer.from("buffer"));
    stream.write("é", "latin1");
    stream.end();
  },
  writeNothing: async (stream) => {
    stream.write(null);
  },
  writeNumber: async (stream) => {
    stream.write(5);
    stream.end();
  },
  piped: async (stream) => {
    await pipeline(Readable.from(["a", "b", "c"]), stream);
  },
  large: async (stream) => {
    await pipeline(Readable.from(Array.from({ length: 20 }, () => "x".repeat(60000))), stream);
  },
  returned: async (stream) => {
    stream.write("x");
    stream.end();
    return "ignored";
  },
  throwsFirst: async () => {
    throw new Error("before");
  },
  throwsText: async () => {
    throw "text";
  },
  throwsMidway: async (stream) => {
    stream.write("partial");
    throw new TypeError("midway");
  },
  throwsAtOnce: () => {
    throw new Error("at once");
  },
  notAsync: (stream) => {
    stream.write("sync");
    stream.end();
  },
  notAsyncNoEnd: () => undefined,
  thenable: (stream) => {
    stream.end("x");
    return { then: (resolve) => resolve(undefined) };
  },
  members: async (stream) => {
    stream.write(JSON.stringify(Object.keys(stream).sort()));
    const values = ["writable", "writableEnded", "writableFinished", "destroyed", "writableLength", "writableCorked"];
    stream.write(JSON.stringify(values.map((name) => stream[name])));
    stream.write(typeof stream.writableBuffer);
    stream.write(JSON.stringify([stream.writableHighWaterMark, stream.writableObjectMode, stream.pipe === undefined]));
    stream.end();
  },
  context: async (stream, context) => {
    stream.end(JSON.stringify(Object.keys(context)));
  },
  finish: async (stream) => {
    await new Promise((resolve) => {
      stream.once("finish", resolve);
      stream.write("x", () => console.log("written"));
      stream.end();
    });
    console.log("finished");
  },
  timerBehind: async (stream) => {
    setTimeout(() => console.log("timer"), 20);
    stream.end("x");
  },
};

exports.handler = awslambda.streamifyResponse((event, stream, context) => probes[event.probe](stream, context));
exports.mark = awslambda.streamifyResponse((event, stream, context) => probes[event.probe](stream, context), {
  highWaterMark: 1000,
});
exports.odd = Object.assign(() => {}, { [Symbol.for("aws.lambda.runtime.handler.streaming")]: "request" });
exports.lists = () => ({ probes: Object.keys(probes) });
