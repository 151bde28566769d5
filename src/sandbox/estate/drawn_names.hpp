#pragma once

#include "sandbox/estate/dice.hpp"

#include <map>
#include <string>
#include <vector>

namespace certwright::sandbox {

/// What a drawn certificate is for.
struct Purpose {
    std::string service, team, environment;
    std::string domain;  ///< "payments.shop.test"
};
Purpose draw_purpose(Dice& dice);

/// DNS names, the most important first: one for a third of all certificates, up to `most` for few.
std::vector<std::string> draw_names(Dice& dice, const Purpose& purpose, std::size_t most);

/// As teams tag what they own; nothing for a third of all.
std::map<std::string, std::string> draw_tags(Dice& dice, const Purpose& purpose);

}  // namespace certwright::sandbox
