import { type FlashbarProps } from "@cloudscape-design/components/flashbar";
import { createContext, type ReactNode, use, useMemo, useState } from "react";

import { explain } from "../format/faults.ts";

interface Notifications {
  items: FlashbarProps.MessageDefinition[];
  notify: (type: FlashbarProps.Type, header: ReactNode, content?: ReactNode) => void;
  /** Shows a failed action: what, why, and what to do. */
  notifyError: (what: string, error: unknown) => void;
}

const Context = createContext<Notifications | null>(null);
const successLasts = 6_000;
let nextId = 0;

export function NotificationsProvider({ children }: { children: ReactNode }) {
  const [items, setItems] = useState<FlashbarProps.MessageDefinition[]>([]);

  const value = useMemo((): Notifications => {
    const notify: Notifications["notify"] = (type, header, content) => {
      const id = String(nextId++);
      const dismiss = () => {
        setItems((all) => all.filter((item) => item.id !== id));
      };
      if (type === "success") setTimeout(dismiss, successLasts);
      setItems((all) => [
        { id, type, header, content, dismissible: true, onDismiss: dismiss, dismissLabel: "Dismiss message" },
        ...all.slice(0, 4),
      ]);
    };
    return {
      items,
      notify,
      notifyError: (what, error) => {
        const { detail, hint } = explain(error);
        notify("error", what, hint === null ? detail : `${detail} ${hint}`);
      },
    };
  }, [items]);

  return <Context value={value}>{children}</Context>;
}

export function useNotifications(): Notifications {
  const value = use(Context);
  if (value === null) throw new Error("useNotifications outside of NotificationsProvider");
  return value;
}
