import ButtonDropdown from "@cloudscape-design/components/button-dropdown";
import Header from "@cloudscape-design/components/header";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { updateUser, usersQuery } from "../../api/people.ts";
import { type User } from "../../api/types.ts";
import { useNotifications } from "../../app/notifications.tsx";
import { usePage } from "../../app/page.ts";
import { usePermission, useSession } from "../../app/session.tsx";
import { Confirm } from "../../components/confirm.tsx";
import { Empty } from "../../components/empty.tsx";
import { Failure } from "../../components/failure.tsx";
import { Moment } from "../../components/moment.tsx";
import { useMutation } from "../../components/mutation.ts";
import { PermittedButton } from "../../components/permitted-button.tsx";
import { StackedTable } from "../../components/stacked-table.tsx";
import { State } from "../../components/state.tsx";
import { humanize } from "../../format/states.ts";
import { CreateUserModal } from "./create-user-modal.tsx";
import { EditUserModal } from "./edit-user-modal.tsx";

export default function UsersPage() {
  usePage("Users");
  const { user: self } = useSession();
  const { allowed, reason } = usePermission("users_write");
  const queryClient = useQueryClient();
  const { notify, notifyError } = useNotifications();
  const users = useQuery({ ...usersQuery, enabled: allowed });
  const [creating, setCreating] = useState(false);
  const [editing, setEditing] = useState<User | null>(null);
  const [disabling, setDisabling] = useState<User | null>(null);

  const refresh = () => queryClient.invalidateQueries({ queryKey: usersQuery.queryKey });
  const enable = useMutation({
    mutationFn: (user: User) => updateUser(user.id, { disabled: false }),
    onSuccess: (user) => {
      notify("success", `${user.name} may sign in again`);
      void refresh();
    },
    onError: (error) => notifyError("The user was not enabled", error),
  });
  const act = (user: User, action: string) => {
    if (action === "edit") setEditing(user);
    if (action === "disable") setDisabling(user);
    if (action === "enable") enable.mutate(user);
  };

  if (users.isError) return <Failure error={users.error} onRetry={() => void users.refetch()} />;
  return (
    <>
      <StackedTable
        beside={["actions"]}
        header={
          <Header
            variant="h1"
            counter={users.data ? `(${users.data.items.length})` : ""}
            description="Administrators do everything, operators everything but users; auditors only read."
            actions={
              <PermittedButton needs="users_write" variant="primary" onClick={() => setCreating(true)}>
                Create user
              </PermittedButton>
            }
          >
            Users
          </Header>
        }
        ariaLabels={{ tableLabel: "Users" }}
        items={users.data?.items ?? []}
        trackBy="id"
        loading={users.isPending && allowed}
        loadingText="Loading users"
        wrapLines
        columnDefinitions={[
          {
            id: "name",
            header: "Name",
            cell: (user) => (user.id === self.id ? `${user.name} (you)` : user.name),
            isRowHeader: true,
          },
          { id: "role", header: "Role", cell: (user) => humanize(user.role) },
          {
            id: "state",
            header: "State",
            cell: (user) =>
              user.disabled ? (
                <State words={{ type: "stopped", text: "Disabled" }} />
              ) : (
                <State words={{ type: "success", text: "Enabled" }} />
              ),
          },
          {
            id: "last",
            header: "Last sign-in",
            cell: (user) =>
              !user.signs_in ? (
                "Does not sign in: a program"
              ) : user.last_sign_in_at === null ? (
                "Never"
              ) : (
                <Moment time={user.last_sign_in_at} />
              ),
          },
          { id: "created", header: "Created", cell: (user) => <Moment time={user.created_at} /> },
          {
            id: "actions",
            header: "Actions",
            cell: (user) => (
              <ButtonDropdown
                variant="inline-icon"
                expandToViewport
                ariaLabel={`Actions for ${user.name}`}
                items={[
                  { id: "edit", text: "Change role or password" },
                  {
                    id: user.disabled ? "enable" : "disable",
                    text: user.disabled ? "Enable" : "Disable",
                    disabled: user.id === self.id,
                    disabledReason: "You cannot disable yourself.",
                  },
                ]}
                onItemClick={({ detail }) => act(user, detail.id)}
              />
            ),
          },
        ]}
        empty={<Empty title={allowed ? "No users" : "Not shown"}>{allowed ? "" : reason}</Empty>}
      />
      {creating && <CreateUserModal onClose={() => setCreating(false)} />}
      {editing && <EditUserModal user={editing} onClose={() => setEditing(null)} />}
      {disabling && (
        <Confirm
          title={`Disable ${disabling.name}?`}
          action="Disable"
          onClose={() => setDisabling(null)}
          onConfirm={async () => {
            await updateUser(disabling.id, { disabled: true });
            notify("success", `${disabling.name} is disabled`);
            void refresh();
          }}
        >
          They are signed out, and their API tokens stop working. What they did stays in the audit log, and
          you can enable them again.
        </Confirm>
      )}
    </>
  );
}
