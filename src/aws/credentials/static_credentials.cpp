#include "aws/credentials/static_credentials.hpp"

namespace certwright::aws {

StaticCredentials::StaticCredentials(Credentials credentials)
    : credentials_(std::make_shared<const Credentials>(std::move(credentials))) {}

Outcome<std::shared_ptr<const Credentials>> StaticCredentials::get(std::stop_token) {
    return credentials_;
}

void StaticCredentials::invalidate(const Credentials&) {}

}  // namespace certwright::aws
