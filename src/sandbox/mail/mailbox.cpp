#include "sandbox/admin/mailbox.hpp"

namespace certwright::sandbox {
namespace {

constexpr std::size_t kept = 1000;

}  // namespace

void Mailbox::put(ValidationMail mail) {
    const std::scoped_lock lock{mutex_};
    mails_.push_front(std::move(mail));
    if (mails_.size() > kept) mails_.pop_back();
}

std::vector<ValidationMail> Mailbox::all() const {
    const std::scoped_lock lock{mutex_};
    return {mails_.begin(), mails_.end()};
}

void Mailbox::clear() {
    const std::scoped_lock lock{mutex_};
    mails_.clear();
}

}  // namespace certwright::sandbox
