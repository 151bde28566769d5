#pragma once

#include "sandbox/pca/authority.hpp"
#include "sandbox/world/world.hpp"

namespace certwright::sandbox::pca {

/// What an authority waits for. Pure: the same authority waits for the same.
enum class Step {
    none,
    create,    ///< its key and its request become ready
    make_crl,  ///< see crl_due()
    expire,    ///< its certificate ends
    purge,     ///< it can be restored no longer
};

struct Next {
    Step step = Step::none;
    Time due{};
};

Next next_step(const Authority& authority, Duration creation_delay);

/// Puts what happens next to the authority on the agenda; call it after every change of one, and after the
/// state was loaded. The world is locked.
void begin(World& world, const Authority& authority);
/// Does it for every authority of a world that was read from a file.
void resume(World& world);

}  // namespace certwright::sandbox::pca
