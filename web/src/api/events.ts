import { useEffect, useEffectEvent, useState } from "react";

import { apiUrl } from "./client.ts";

/** Whether news arrives by itself; while it does not, callers poll. */
export type Liveness = "connecting" | "live" | "waiting";

const firstDelay = 1_000;
const longestDelay = 30_000;

/** Doubles from one second to thirty, with up to a fifth of jitter so that open pages do not return in step. */
export function reconnectDelay(attempt: number, random = Math.random): number {
  return Math.min(firstDelay * 2 ** attempt, longestDelay) * (1 + random() / 5);
}

export interface Subscription {
  path: string;
  /** Names of the events to hear. */
  names: readonly string[];
  /** False closes the stream: the run is over, or nobody is signed in. */
  enabled: boolean;
  onEvent: (name: string, data: unknown) => void;
  /** The event after which the server closes on purpose. */
  endsWith?: string;
}

/** Follows a stream of server-sent events, reconnecting with back-off for as long as the page shows. */
export function useServerEvents({ path, names, enabled, onEvent, endsWith }: Subscription): Liveness {
  const [liveness, setLiveness] = useState<Liveness>("connecting");
  const heard = useEffectEvent(onEvent);
  const nameList = names.join(" ");

  useEffect(() => {
    if (!enabled) return;
    let source: EventSource | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let attempt = 0;

    const connect = () => {
      source = new EventSource(apiUrl(path));
      source.onopen = () => {
        attempt = 0;
        setLiveness("live");
      };
      source.onerror = () => {
        source?.close();
        setLiveness("waiting");
        timer = setTimeout(connect, reconnectDelay(attempt++));
      };
      for (const name of nameList.split(" ")) {
        source.addEventListener(name, (event: MessageEvent<string>) => {
          heard(name, parse(event.data));
        });
      }
      if (endsWith !== undefined) {
        source.addEventListener(endsWith, () => {
          source?.close();
          heard(endsWith, null);
        });
      }
    };
    connect();
    return () => {
      source?.close();
      clearTimeout(timer);
    };
  }, [path, nameList, enabled, endsWith]);

  return liveness;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
