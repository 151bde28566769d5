#pragma once

#include "store/connection.hpp"

namespace certwright::vault {

/// Makes writers of secrets and the end of a rotation wait for each other, until the transaction ends.
inline void take_lock(store::Transaction& transaction) {
    transaction->execute("UPDATE vault_lock SET taken = taken + 1 WHERE id = 1");
}

}  // namespace certwright::vault
