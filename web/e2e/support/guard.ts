import { expect, type Page } from "@playwright/test";

/** What no page may do, whatever a test is about. */
export class Guard {
  readonly #problems: string[] = [];
  readonly #hosts = new Set<string>();

  /** A page may talk to this server and to no other host. */
  allow(url: string): void {
    this.#hosts.add(new URL(url).host);
  }

  async watch(page: Page): Promise<void> {
    const complain = (what: string) => this.#problems.push(`${page.url()}: ${what}`);
    page.on("pageerror", (error) => complain(`uncaught ${error.message}`));
    page.on("console", (message) => {
      // Chromium logs every status from 400 on by itself; the tests look at answers, and below at files.
      const status = message.text().startsWith("Failed to load resource");
      if (["error", "warning"].includes(message.type()) && !status) complain(message.text());
    });
    page.on("request", (request) => {
      const { protocol, host } = new URL(request.url());
      if (protocol.startsWith("http") && !this.#hosts.has(host)) complain(`a request to ${request.url()}`);
    });
    page.on("response", (response) => {
      // What a script asks for may be refused, and the page says so; what the page is made of may not.
      const asked = new URL(response.url()).pathname.startsWith("/api/");
      const file = !asked && response.request().resourceType() !== "fetch";
      if (file && response.status() >= 400) complain(`${response.status()} for ${response.url()}`);
    });
    await page.addInitScript(() => {
      document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => {
        console.error(`content security policy: ${violatedDirective} refuses ${blockedURI}`);
      });
    });
  }

  check(): void {
    expect(this.#problems, "CSP violations, console messages, foreign requests, missing files").toEqual([]);
  }
}
