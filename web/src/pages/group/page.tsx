import Container from "@cloudscape-design/components/container";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useParams } from "react-router";

import { groupQuery, type VersionedGroup } from "../../api/groups.ts";
import { usePage } from "../../app/page.ts";
import { Actor } from "../../components/actor.tsx";
import { ItemPage } from "../../components/item-page.tsx";
import { Moment } from "../../components/moment.tsx";
import { PageActions } from "../../components/page-actions.tsx";
import { PermittedButton } from "../../components/permitted-button.tsx";
import { DeployButton } from "../deployments/deploy-button.tsx";
import { Rule } from "../groups/rule.tsx";
import { AddMembers } from "./add-members.tsx";
import { EditGroup } from "./edit-group.tsx";
import { Members } from "./members.tsx";
import { RemoveGroup } from "./remove-group.tsx";

type Dialog = "edit" | "delete" | "add";

export default function GroupPage() {
  const { id = "" } = useParams();
  const query = useQuery(groupQuery(id));
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const title = query.data?.group.name ?? "Group";
  usePage(title, [
    { text: "Certificates", href: "/certificates" },
    { text: "Groups", href: "/certificates/groups" },
  ]);

  const waiting = { disabled: !query.isSuccess };
  return (
    <ItemPage
      query={query}
      title={title}
      actions={
        <PageActions query={query}>
          <PermittedButton needs="repository_write" {...waiting} onClick={() => setDialog("delete")}>
            Delete
          </PermittedButton>
          <PermittedButton needs="repository_write" {...waiting} onClick={() => setDialog("edit")}>
            Edit
          </PermittedButton>
          <DeployButton variant="primary" group={id} {...waiting} />
        </PageActions>
      }
    >
      {(stored) => (
        <>
          <Facts stored={stored} />
          <Members group={stored.group} onAdd={() => setDialog("add")} />
          <Dialogs stored={stored} open={dialog} onClose={() => setDialog(null)} />
        </>
      )}
    </ItemPage>
  );
}

function Facts({ stored: { group } }: { stored: VersionedGroup }) {
  return (
    <Container>
      <KeyValuePairs
        columns={3}
        items={[
          { label: "Members", value: <Rule group={group} /> },
          { label: "Description", value: group.description || "–" },
          {
            label: "Created",
            value: (
              <>
                <Moment time={group.created_at} exact />, by <Actor actor={group.created_by} />
              </>
            ),
          },
        ]}
      />
    </Container>
  );
}

interface DialogsProps {
  stored: VersionedGroup;
  open: Dialog | null;
  onClose: () => void;
}

function Dialogs({ stored, open, onClose }: DialogsProps) {
  if (open === "edit") return <EditGroup stored={stored} onClose={onClose} />;
  if (open === "delete") return <RemoveGroup stored={stored} onClose={onClose} />;
  if (open === "add") return <AddMembers group={stored.group} onClose={onClose} />;
  return null;
}
