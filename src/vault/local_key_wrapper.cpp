#include "vault/local_key_wrapper.hpp"

#include "base/error.hpp"
#include "base/id.hpp"
#include "crypto/aead.hpp"
#include "crypto/random.hpp"
#include "vault/envelope.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace certwright::vault {
namespace {

std::string context(const std::string& master_key_id, std::string_view inner) {
    return associated_data("certwright wrapped key 1", {master_key_id, inner});
}

}  // namespace

LocalKeyWrapper::LocalKeyWrapper(KeyFile file, IfMissing if_missing) : file_(std::move(file)) {
    if (!file_.exists()) {
        if (if_missing == IfMissing::refuse)
            throw Error{Fault::not_found,
                        fmt::format("the master key file '{}' is missing, but the database holds secrets",
                                    file_.path().string()),
                        "restore the file from its backup; without it the stored secrets cannot be read"};
        file_.create();
    }
    load();
}

void LocalKeyWrapper::load() const {
    const auto stamp = file_.stamp();  // before reading: a replacement in between is noticed next time
    std::vector<MasterKey> read = file_.read();
    order_.clear();
    for (MasterKey& master : read) {
        order_.push_back(master.id);
        keys_.insert_or_assign(master.id, std::move(master.key));
    }
    stamp_ = stamp;
}

void LocalKeyWrapper::load_if_replaced() const {
    if (file_.stamp() != stamp_) load();
}

WrappedKey LocalKeyWrapper::wrap(const Secret& data_key, std::string_view associated_data) {
    const std::scoped_lock lock{mutex_};
    // Never with a key that may have left the file: what it wraps could not be read after a restart.
    load_if_replaced();
    const std::string& id = order_.back();
    return {id, crypto::seal(keys_.at(id), data_key.reveal(), context(id, associated_data))};
}

Secret LocalKeyWrapper::unwrap(const WrappedKey& wrapped, std::string_view associated_data) {
    const std::scoped_lock lock{mutex_};
    auto found = keys_.find(wrapped.master_key_id);
    if (found == keys_.end()) {
        load_if_replaced();
        found = keys_.find(wrapped.master_key_id);
    }
    if (found == keys_.end())
        throw Error{Fault::not_found, fmt::format("master key '{}' is unknown", wrapped.master_key_id),
                    fmt::format("restore it into '{}'", file_.path().string())};
    auto data_key =
        crypto::open(found->second, wrapped.bytes, context(wrapped.master_key_id, associated_data));
    if (!data_key)
        throw Error{Fault::internal,
                    fmt::format("the data key does not unwrap with master key '{}'", wrapped.master_key_id)};
    return std::move(*data_key);
}

bool LocalKeyWrapper::knows(std::string_view master_key_id) const {
    const std::scoped_lock lock{mutex_};
    load_if_replaced();
    return std::ranges::find(order_, master_key_id) != order_.end();
}

std::string LocalKeyWrapper::current_master_key_id() const {
    const std::scoped_lock lock{mutex_};
    load_if_replaced();
    return order_.back();
}

std::vector<std::string> LocalKeyWrapper::master_key_ids() const {
    const std::scoped_lock lock{mutex_};
    load_if_replaced();
    return order_;
}

std::string LocalKeyWrapper::add_master_key() {
    const std::scoped_lock lock{mutex_};
    std::vector<MasterKey> keys = file_.read();
    keys.push_back({new_id_text("mk"), crypto::random_secret(crypto::aead_key_size)});
    file_.replace(keys);
    load();
    return order_.back();
}

void LocalKeyWrapper::remove_master_keys(const std::vector<std::string>& ids) {
    const std::scoped_lock lock{mutex_};
    std::vector<MasterKey> keys = file_.read();
    ensure(std::find(ids.begin(), ids.end(), keys.back().id) == ids.end(), "the current master key stays");
    std::erase_if(
        keys, [&](const MasterKey& key) { return std::find(ids.begin(), ids.end(), key.id) != ids.end(); });
    file_.replace(keys);
    load();
}

}  // namespace certwright::vault
