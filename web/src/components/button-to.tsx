import Button, { type ButtonProps } from "@cloudscape-design/components/button";
import { useNavigate } from "react-router";

/** A button that leads to another page of the app. */
export function ButtonTo({ href, ...rest }: ButtonProps & { href: string }) {
  const navigate = useNavigate();
  // A link cannot tell why it is disabled: nothing can focus it.
  if (rest.disabled === true) return <Button {...rest} />;
  return (
    <Button
      {...rest}
      href={href}
      onFollow={(event) => {
        event.preventDefault();
        void navigate(href);
      }}
    />
  );
}
