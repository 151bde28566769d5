import { type ReactNode } from "react";

/** The frame of the pages before sign-in. */
export function Standalone({ children }: { children: ReactNode }) {
  return (
    <main className="standalone">
      <div className="standalone-brand">
        <img src="/favicon.svg" alt="" />
        Certwright
      </div>
      {children}
    </main>
  );
}
