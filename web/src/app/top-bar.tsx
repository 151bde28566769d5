import TopNavigation, { type TopNavigationProps } from "@cloudscape-design/components/top-navigation";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "react-router";

import { aboutQuery } from "../api/operations.ts";
import { sessionQuery, signOut } from "../api/session.ts";
import { humanize } from "../format/states.ts";
import { type Appearance, changeAppearance, useAppearance } from "./appearance.ts";
import { useNotifications } from "./notifications.tsx";
import { useSession } from "./session.tsx";

const choices: { id: string; text: string; change: Partial<Appearance> }[] = [
  { id: "theme-system", text: "Theme as in the system", change: { theme: "system" } },
  { id: "theme-light", text: "Light", change: { theme: "light" } },
  { id: "theme-dark", text: "Dark", change: { theme: "dark" } },
  { id: "density-comfortable", text: "Comfortable", change: { density: "comfortable" } },
  { id: "density-compact", text: "Compact", change: { density: "compact" } },
];

function appearanceMenu(current: Appearance): TopNavigationProps.MenuDropdownUtility {
  const item = (id: string) => {
    const choice = choices.find((each) => each.id === id);
    return {
      id,
      text: choice?.text ?? id,
      itemType: "checkbox" as const,
      checked: id === `theme-${current.theme}` || id === `density-${current.density}`,
    };
  };
  return {
    type: "menu-dropdown",
    iconName: "settings",
    ariaLabel: "Appearance",
    title: "Appearance",
    disableUtilityCollapse: true,
    items: [
      { text: "Theme", items: ["theme-system", "theme-light", "theme-dark"].map(item) },
      { text: "Density", items: ["density-comfortable", "density-compact"].map(item) },
    ],
    onItemClick: ({ detail }) => {
      const choice = choices.find((each) => each.id === detail.id);
      if (choice) changeAppearance(choice.change);
    },
  };
}

export const identity: TopNavigationProps.Identity = {
  href: "/",
  title: "Certwright",
  logo: { src: "/favicon.svg", alt: "Logo" },
};

/** Says on every page that nothing here is the real AWS. */
function SandboxNotice() {
  const page = useQuery(aboutQuery).data?.sandbox;
  if (page == null) return null;
  return (
    <div className="sandbox-notice" role="note">
      <strong>Sandbox</strong>
      <span>These AWS accounts are made up, and free to try anything.</span>
      <a href={page} target="_blank" rel="noreferrer">
        Mails, DNS and clock<span className="visually-hidden"> of the sandbox (opens a new tab)</span>
      </a>
    </div>
  );
}

export function TopBar() {
  const { user } = useSession();
  const appearance = useAppearance();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { notifyError } = useNotifications();

  const leave = async () => {
    try {
      await signOut();
    } catch (error) {
      notifyError("Signing out failed", error);
      return;
    }
    queryClient.clear();
    queryClient.setQueryData(sessionQuery.queryKey, null);
    void navigate("/sign-in");
  };

  return (
    <div id="top-bar">
      <TopNavigation
        identity={{
          ...identity,
          onFollow: (event) => {
            event.preventDefault();
            void navigate("/");
          },
        }}
        utilities={[
          appearanceMenu(appearance),
          {
            type: "menu-dropdown",
            text: user.name,
            ariaLabel: `User menu of ${user.name}`,
            description: humanize(user.role),
            iconName: "user-profile",
            items: [
              { id: "/profile", text: "Profile and API tokens", href: "/profile" },
              { id: "sign-out", text: "Sign out" },
            ],
            onItemFollow: (event) => {
              event.preventDefault();
              if (event.detail.href !== undefined) void navigate(event.detail.href);
            },
            onItemClick: ({ detail }) => {
              if (detail.id === "sign-out") void leave();
            },
          },
        ]}
      />
      <SandboxNotice />
    </div>
  );
}
