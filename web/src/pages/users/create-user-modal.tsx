import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { ApiError } from "../../api/client.ts";
import { createUser, usersQuery } from "../../api/people.ts";
import { type Role } from "../../api/types.ts";
import { useNotifications } from "../../app/notifications.tsx";
import { FormModal } from "../../components/form-modal.tsx";
import { useMutation } from "../../components/mutation.ts";
import { NewPassword, newPasswordReady } from "../../components/new-password.tsx";
import { RoleSelect } from "./role-select.tsx";

export function CreateUserModal({ onClose }: { onClose: () => void }) {
  const queryClient = useQueryClient();
  const { notify } = useNotifications();
  const [name, setName] = useState("");
  const [role, setRole] = useState<Role>("operator");
  const [password, setPassword] = useState({ value: "", repeated: "" });
  const [complain, setComplain] = useState(false);

  const create = useMutation({
    mutationFn: () => createUser({ name: name.trim(), password: password.value, role }),
    onSuccess: (user) => {
      void queryClient.invalidateQueries({ queryKey: usersQuery.queryKey });
      notify("success", `${user.name} was created`);
      onClose();
    },
  });
  const problem = create.error instanceof ApiError ? create.error : null;

  return (
    <FormModal
      title="Create user"
      action="Create user"
      busy={create.isPending}
      error={create.error}
      onClose={onClose}
      onSubmit={() => {
        setComplain(true);
        if (name.trim() !== "" && newPasswordReady(password.value, password.repeated)) create.mutate();
      }}
    >
      <FormField
        label="User name"
        errorText={complain && name.trim() === "" ? "Enter a name to sign in with." : problem?.field("name")}
      >
        <Input
          value={name}
          autoComplete={false}
          spellcheck={false}
          onChange={({ detail }) => setName(detail.value)}
        />
      </FormField>
      <RoleSelect role={role} onChange={setRole} />
      <NewPassword
        value={password.value}
        repeated={password.repeated}
        userName={name}
        onChange={(change) => setPassword((old) => ({ ...old, ...change }))}
        complain={complain}
        serverProblem={problem?.field("password")}
      />
    </FormModal>
  );
}
