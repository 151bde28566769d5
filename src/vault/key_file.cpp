#include "vault/key_file.hpp"

#include "base/bytes.hpp"
#include "base/error.hpp"
#include "base/id.hpp"
#include "crypto/aead.hpp"
#include "crypto/random.hpp"
#include "vault/durable_file.hpp"
#include "vault/envelope.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

namespace certwright::vault {
namespace {

constexpr auto heading =
    "# Certwright's master keys. Who has this file and the database can read every stored secret.\n"
    "# Keep a copy apart from the backups of the database: without it the secrets are lost.\n";

constexpr std::size_t salt_size = 16;

Secret decode_key(std::string_view base64) {
    Bytes bytes = from_base64(base64);
    Secret key{std::string{as_text(bytes)}};
    std::fill(bytes.begin(), bytes.end(), std::uint8_t{0});
    return key;
}

/// Takes the text up to the separator, or all of it, off the front.
std::string_view take(std::string_view& text, char separator) {
    const std::size_t end = text.find(separator);
    const std::string_view taken = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    return taken;
}

}  // namespace

KeyFile::Lock::~Lock() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

KeyFile::KeyFile(std::filesystem::path path, std::optional<Secret> passphrase, const crypto::Argon2Cost& cost)
    : path_(std::move(path)), passphrase_(std::move(passphrase)), cost_(cost) {}

bool KeyFile::exists() const {
    return stamp().has_value();
}

void KeyFile::create() const {
    std::vector<MasterKey> keys;
    keys.push_back({new_id_text("mk"), crypto::random_secret(crypto::aead_key_size)});
    write_durably(path_, render(keys).reveal(), Existing::keep);
}

void KeyFile::replace(const std::vector<MasterKey>& keys) const {
    write_durably(path_, render(keys).reveal(), Existing::replace);
}

Secret KeyFile::render(const std::vector<MasterKey>& keys) const {
    std::string content{heading};
    content.reserve(content.size() +
                    keys.size() * 512);  // growing would leave copies of keys in freed memory
    for (const MasterKey& master : keys) {
        content.append(master.id) += ' ';
        if (!passphrase_) {
            const Secret text{to_base64(as_bytes(master.key.reveal()))};
            content.append(text.reveal()) += '\n';
            continue;
        }
        const Bytes salt = crypto::random_bytes(salt_size);
        const Secret key = crypto::derive_from_passphrase(*passphrase_, salt, cost_);
        const Bytes sealed =
            crypto::seal(key, master.key.reveal(), associated_data("certwright master key 1", {master.id}));
        content += fmt::format("argon2id m={},t={},p={} {} {}\n", cost_.memory_kib, cost_.passes, cost_.lanes,
                               to_base64(salt), to_base64(sealed));
    }
    return Secret{std::move(content)};
}

std::vector<MasterKey> KeyFile::read() const {
    const Secret content{read_private(path_)};
    std::vector<MasterKey> keys;
    std::string_view rest = content.reveal();
    for (int number = 1; !rest.empty(); ++number) {
        const std::string_view line = take(rest, '\n');
        if (line.empty() || line.starts_with('#')) continue;
        try {
            keys.push_back(read_line(line));
        } catch (Error& error) {
            throw std::move(error).within(fmt::format("cannot read '{}', line {}", path_.string(), number));
        }
    }
    if (keys.empty()) throw Error{Fault::invalid, fmt::format("'{}' holds no master key", path_.string())};
    return keys;
}

MasterKey KeyFile::read_line(std::string_view line) const {
    const std::string_view id = take(line, ' ');
    if (!id.starts_with("mk_") || line.empty()) throw Error{Fault::invalid, "malformed line"};
    Secret key = line.starts_with("argon2id ") ? open_sealed(id, line) : decode_key(line);
    if (key.size() != crypto::aead_key_size) throw Error{Fault::invalid, "the key has not 32 bytes"};
    return {std::string{id}, std::move(key)};
}

Secret KeyFile::open_sealed(std::string_view id, std::string_view sealed_line) const {
    take(sealed_line, ' ');
    const std::string parameters{take(sealed_line, ' ')};
    const Bytes salt = from_base64(take(sealed_line, ' '));
    const Bytes sealed = from_base64(sealed_line);
    crypto::Argon2Cost cost;
    if (std::sscanf(parameters.c_str(), "m=%u,t=%u,p=%u", &cost.memory_kib, &cost.passes, &cost.lanes) != 3)
        throw Error{Fault::invalid, "malformed Argon2 parameters"};
    if (!passphrase_)
        throw Error{Fault::unauthenticated, "the master key is protected by a passphrase and none was given"};
    const Secret key = crypto::derive_from_passphrase(*passphrase_, salt, cost);
    auto opened = crypto::open(key, sealed, associated_data("certwright master key 1", {id}));
    if (!opened) throw Error{Fault::unauthenticated, "the passphrase is wrong, or the line was changed"};
    return std::move(*opened);
}

std::optional<KeyFile::Stamp> KeyFile::stamp() const {
    struct stat status {};
    if (::stat(path_.c_str(), &status) != 0) return std::nullopt;
    return Stamp{status.st_dev, status.st_ino,
                 status.st_mtim.tv_sec * std::int64_t{1'000'000'000} + status.st_mtim.tv_nsec,
                 status.st_size};
}

// The lock is on a file of its own, because the key file is replaced.
KeyFile::Lock KeyFile::lock() const {
    const std::string path = path_.string() + ".lock";
    const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0) throw Error{Fault::unavailable, fmt::format("cannot open '{}'", path)};
    Lock lock{descriptor};
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0)
        throw Error{Fault::conflict, "another process is changing the master keys", "wait until it is done"};
    return lock;
}

}  // namespace certwright::vault
