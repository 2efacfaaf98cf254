"use strict";

const METADATA_TYPE = "application/vnd.awslambda.http-integration-response";
const DELIMITER_LENGTH = 8;

/** Status and headers in front of a streamed HTTP response: `awslambda.HttpResponseStream`. */
// eslint-disable-next-line @typescript-eslint/no-extraneous-class -- Handlers know it as a class.
class HttpResponseStream {
  /**
   * Lets the metadata precede what is first written to a stream.
   *
   * @param {object} stream The response stream of the handler.
   * @param {object} metadata Status code, headers and cookies.
   * @returns {object} The same stream.
   */
  static from(stream, metadata) {
    stream.setContentType(METADATA_TYPE);
    const prelude = JSON.stringify(metadata);
    stream._onBeforeFirstWrite = (write) => {
      write(prelude);
      write(new Uint8Array(DELIMITER_LENGTH));
    };
    return stream;
  }
}

module.exports = { HttpResponseStream };
