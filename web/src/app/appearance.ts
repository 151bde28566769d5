import { applyDensity, applyMode, Density, disableMotion, Mode } from "@cloudscape-design/global-styles";
import { useSyncExternalStore } from "react";

export type Theme = "system" | "light" | "dark";
export interface Appearance {
  theme: Theme;
  density: "comfortable" | "compact";
}

const key = "certwright.appearance";
const darkSystem = window.matchMedia("(prefers-color-scheme: dark)");
const lessMotion = window.matchMedia("(prefers-reduced-motion: reduce)");
const listeners = new Set<() => void>();

function stored(): Appearance {
  const initial: Appearance = { theme: "system", density: "comfortable" };
  try {
    return { ...initial, ...(JSON.parse(localStorage.getItem(key) ?? "{}") as Partial<Appearance>) };
  } catch {
    return initial;
  }
}

let current = stored();

/** Puts the choice on the page; called once at start, before the first paint, and on every change. */
export function applyAppearance(): void {
  const dark = current.theme === "dark" || (current.theme === "system" && darkSystem.matches);
  applyMode(dark ? Mode.Dark : Mode.Light);
  applyDensity(current.density === "compact" ? Density.Compact : Density.Comfortable);
  disableMotion(lessMotion.matches);
  document.documentElement.style.colorScheme = dark ? "dark" : "light";
}
darkSystem.addEventListener("change", applyAppearance);
lessMotion.addEventListener("change", applyAppearance);

export function changeAppearance(change: Partial<Appearance>): void {
  current = { ...current, ...change };
  try {
    localStorage.setItem(key, JSON.stringify(current));
  } catch {
    // A browser that stores nothing still shows the choice until the page is left.
  }
  applyAppearance();
  listeners.forEach((listener) => {
    listener();
  });
}

export function useAppearance(): Appearance {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );
}
