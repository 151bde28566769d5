#include "sandbox/mail/mailbox.hpp"

#include <algorithm>

namespace certwright::sandbox {
namespace {

constexpr std::size_t kept = 1000;

}  // namespace

void Mailbox::put(ValidationMail mail) {
    const std::scoped_lock lock{mutex_};
    mails_.push_front(std::move(mail));
    if (mails_.size() > kept) mails_.pop_back();
}

void Mailbox::note(const std::string& id, Delivery delivery) {
    const std::scoped_lock lock{mutex_};
    const auto found =
        std::find_if(mails_.begin(), mails_.end(), [&](const auto& mail) { return mail.id == id; });
    if (found != mails_.end()) found->delivery = std::move(delivery);
}

std::vector<ValidationMail> Mailbox::all() const {
    const std::scoped_lock lock{mutex_};
    return {mails_.begin(), mails_.end()};
}

std::size_t Mailbox::size() const {
    const std::scoped_lock lock{mutex_};
    return mails_.size();
}

void Mailbox::clear() {
    const std::scoped_lock lock{mutex_};
    mails_.clear();
}

}  // namespace certwright::sandbox
