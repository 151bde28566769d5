import { PermittedLink } from "./permitted-link.tsx";

export function CreateButton() {
  return <PermittedLink href="/certificates/create">Create</PermittedLink>;
}
