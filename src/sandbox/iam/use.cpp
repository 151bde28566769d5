#include "sandbox/iam/use.hpp"

namespace certwright::sandbox::iam {

void take_into_use(ServerCertificate& certificate, const std::string& user) {
    certificate.in_use_by.insert(user);
    certificate.released.erase(user);
}

void end_use(ServerCertificate& certificate, const std::string& user, const Settings& settings, Time now) {
    if (certificate.in_use_by.erase(user) == 0) return;
    if (settings.release_delay > Duration::zero()) certificate.released[user] = now + settings.release_delay;
}

std::optional<std::string> user_of(const ServerCertificate& certificate, Time now) {
    if (!certificate.in_use_by.empty()) return *certificate.in_use_by.begin();
    for (const auto& [user, until] : certificate.released) {
        if (until > now) return user;
    }
    return std::nullopt;
}

}  // namespace certwright::sandbox::iam
