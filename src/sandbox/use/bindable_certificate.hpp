#pragma once

#include "base/time.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace certwright::sandbox {

struct Account;

/// What those who present certificates ask about one, whether ACM or IAM keeps it.
struct BindableCertificate {
    std::string arn;
    std::string region;         ///< empty for IAM, which has none
    bool is_issued = false;     ///< ACM's status ISSUED; what IAM keeps always is
    std::string key_algorithm;  ///< ACM's word: RSA_2048
    std::vector<std::string> names;
    std::string serial;  ///< "0a:ff"; of what is presented now
    Time not_after{};
};

/// The account's certificate of that ARN; nullopt for what it does not have. The world is locked.
std::optional<BindableCertificate> find_bindable(const Account& account, std::string_view arn);

/// The same by IAM's id ("ASCA…").
std::optional<BindableCertificate> find_bindable_by_id(const Account& account, std::string_view id);

}  // namespace certwright::sandbox
