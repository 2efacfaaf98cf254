"use strict";

const HEAD_END = "\r\n\r\n";

/**
 * The bytes of a request with a body of known length, kept alive.
 *
 * @param {string} method
 * @param {string} path
 * @param {string} host
 * @param {Record<string, string>} [headers]
 * @param {string} [body]
 * @returns {Buffer}
 */
function encodeRequest(method, path, host, headers = {}, body = "") {
  const lines = [`${method} ${path} HTTP/1.1`, `Host: ${host}`, `Content-Length: ${Buffer.byteLength(body)}`];
  for (const [name, value] of Object.entries(headers)) {
    lines.push(`${name}: ${value}`);
  }
  return Buffer.from(lines.join("\r\n") + HEAD_END + body, "utf8");
}

/** Puts one response together from the pieces that arrive. */
class ResponseReader {
  #pieces = [];
  #size = 0;
  #head = undefined;

  /**
   * Takes the next piece and gives the response when it is whole.
   *
   * @param {Buffer} piece
   * @returns {{status: number, headers: Record<string, string>, body: string} | undefined}
   */
  push(piece) {
    this.#pieces.push(piece);
    this.#size += piece.length;
    this.#head ??= this.#readHead();
    if (this.#head === undefined || this.#size < this.#head.end + this.#head.length) {
      return undefined;
    }
    const { end, length, status, headers } = this.#head;
    return { status, headers, body: Buffer.concat(this.#pieces).toString("utf8", end, end + length) };
  }

  #readHead() {
    // Only the head is joined again with each piece; it is small and seldom in more than one.
    const bytes = Buffer.concat(this.#pieces);
    const end = bytes.indexOf(HEAD_END);
    if (end < 0) {
      return undefined;
    }
    // The service's client reads headers as UTF-8, unlike Node's own, which takes Latin-1.
    const [statusLine, ...fields] = bytes.toString("utf8", 0, end).split("\r\n");
    const headers = Object.fromEntries(fields.map(splitField));
    return {
      end: end + HEAD_END.length,
      length: Number(headers["content-length"] ?? 0),
      status: Number(statusLine.split(" ")[1]),
      headers,
    };
  }
}

function splitField(field) {
  const colon = field.indexOf(":");
  return [field.slice(0, colon).toLowerCase(), field.slice(colon + 1).trim()];
}

module.exports = { encodeRequest, ResponseReader };
