import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import { useLocation } from "react-router";

import { usePage } from "../../app/page.ts";
import { ButtonTo } from "../../components/button-to.tsx";
import { Empty } from "../../components/empty.tsx";

export default function NotFoundPage() {
  usePage("Page not found");
  const { pathname } = useLocation();
  return (
    <Container header={<Header variant="h1">Page not found</Header>}>
      <Empty
        title="There is nothing at this address"
        action={<ButtonTo href="/certificates/aws">Go to the AWS certificates</ButtonTo>}
      >
        <span className="mono">{pathname}</span> may have been removed, or the link is misspelt.
      </Empty>
    </Container>
  );
}
