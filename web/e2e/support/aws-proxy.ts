import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";
import { type AddressInfo } from "node:net";

interface Refusal {
  region: string;
  operation: string;
  code: string;
  message: string;
}

/** Stands between Certwright and moto: holds calls back while a test looks, and refuses where AWS would. */
export class AwsProxy {
  url = "";
  readonly refusals: Refusal[] = [];
  readonly #server: Server;
  readonly #target: URL;
  #waiting: (() => void)[] | null = null;

  private constructor(target: string) {
    this.#target = new URL(target);
    this.#server = createServer((call, answer) => void this.#forward(call, answer));
  }

  static async to(target: string): Promise<AwsProxy> {
    const proxy = new AwsProxy(target);
    await new Promise<void>((listening) => proxy.#server.listen(0, "127.0.0.1", listening));
    proxy.url = `http://127.0.0.1:${(proxy.#server.address() as AddressInfo).port}`;
    return proxy;
  }

  /** From now on the listings of ACM wait. */
  hold(): void {
    this.#waiting ??= [];
  }

  release(): void {
    const waiting = this.#waiting ?? [];
    this.#waiting = null;
    for (const go of waiting) go();
  }

  async stop(): Promise<void> {
    this.release();
    this.#server.closeAllConnections();
    await new Promise((closed) => this.#server.close(closed));
  }

  async #forward(call: IncomingMessage, answer: ServerResponse): Promise<void> {
    const [, region = ""] = /Credential=[^/]+\/\d{8}\/([^/]+)\//.exec(call.headers.authorization ?? "") ?? [];
    const operation =
      String(call.headers["x-amz-target"] ?? "")
        .split(".")
        .at(-1) ?? "";
    if (operation === "ListCertificates" && this.#waiting)
      await new Promise<void>((go) => this.#waiting?.push(go));

    const refusal = this.refusals.find((each) => each.region === region && each.operation === operation);
    if (refusal) {
      call.resume();
      answer.writeHead(400, { "Content-Type": "application/x-amz-json-1.1" });
      answer.end(JSON.stringify({ __type: refusal.code, Message: refusal.message }));
      return;
    }
    const { hostname, port } = this.#target;
    const onward = request(
      { hostname, port, method: call.method, path: call.url, headers: call.headers },
      (reply) => {
        answer.writeHead(reply.statusCode ?? 502, reply.headers);
        reply.pipe(answer);
      },
    );
    onward.on("error", () => answer.destroy());
    call.pipe(onward);
  }
}
