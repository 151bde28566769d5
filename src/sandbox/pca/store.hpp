#pragma once

#include "sandbox/pca/authority.hpp"

#include <map>
#include <string>

namespace certwright::sandbox::pca {

/// Remembers what an idempotency token made, for five minutes.
struct TokenUse {
    std::string arn;
    std::string input;  ///< the request that it stands for
    Time at{};
};
BOOST_DESCRIBE_STRUCT(TokenUse, (), (arn, input, at))

/// Private CA of one account and region.
struct Store {
    std::map<std::string, Authority, std::less<>> authorities;  ///< by ARN
    std::map<std::string, TokenUse, std::less<>> tokens;
};
BOOST_DESCRIBE_STRUCT(Store, (), (authorities, tokens))

}  // namespace certwright::sandbox::pca
