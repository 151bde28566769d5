import Checkbox from "@cloudscape-design/components/checkbox";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { ApiError } from "../../api/client.ts";
import { updateUser, usersQuery } from "../../api/people.ts";
import { type Role, type User } from "../../api/types.ts";
import { useNotifications } from "../../app/notifications.tsx";
import { FormModal } from "../../components/form-modal.tsx";
import { useMutation } from "../../components/mutation.ts";
import { NewPassword, newPasswordReady } from "../../components/new-password.tsx";
import { RoleSelect } from "./role-select.tsx";

export function EditUserModal({ user, onClose }: { user: User; onClose: () => void }) {
  const queryClient = useQueryClient();
  const { notify } = useNotifications();
  const [role, setRole] = useState<Role>(user.role);
  const [withPassword, setWithPassword] = useState(false);
  const [password, setPassword] = useState({ value: "", repeated: "" });
  const [complain, setComplain] = useState(false);

  const save = useMutation({
    mutationFn: () =>
      updateUser(user.id, {
        ...(role !== user.role && { role }),
        ...(withPassword && { password: password.value }),
      }),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: usersQuery.queryKey });
      notify("success", `${user.name} was changed`);
      onClose();
    },
  });

  return (
    <FormModal
      title={`Change ${user.name}`}
      action="Save changes"
      busy={save.isPending}
      error={save.error}
      onClose={onClose}
      onSubmit={() => {
        setComplain(true);
        if (!withPassword || newPasswordReady(password.value, password.repeated)) save.mutate();
      }}
    >
      <RoleSelect role={role} onChange={setRole} />
      <Checkbox checked={withPassword} onChange={({ detail }) => setWithPassword(detail.checked)}>
        Set a new password
      </Checkbox>
      {withPassword && (
        <NewPassword
          value={password.value}
          repeated={password.repeated}
          userName={user.name}
          onChange={(change) => setPassword((old) => ({ ...old, ...change }))}
          complain={complain}
          serverProblem={save.error instanceof ApiError ? save.error.field("password") : undefined}
        />
      )}
    </FormModal>
  );
}
