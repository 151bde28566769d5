#include "x509/bundle/java_store.hpp"

#include "base/utf8.hpp"
#include "crypto/digest.hpp"
#include "x509/bundle/der_shape.hpp"
#include "x509/bundle/java_input.hpp"
#include "x509/bundle/java_key.hpp"
#include "x509/bundle/java_object.hpp"
#include "x509/bundle/utf16.hpp"

#include <fmt/format.h>

namespace certwright::x509 {
namespace {

constexpr std::uint32_t jks_magic = 0xFEEDFEED, jceks_magic = 0xCECECECE;
constexpr std::size_t store_digest_size = 20;

std::uint32_t magic_of(BytesView bytes) {
    return bytes.size() < 4 ? 0 : JavaInput{bytes}.u4();
}

struct Entry {
    enum class Kind : std::uint32_t { private_key = 1, certificate = 2, secret_key = 3 };
    Kind kind;
    std::string alias;
    BytesView key;
    std::vector<BytesView> certificates;
};

BytesView take_certificate(JavaInput& input, std::uint32_t version) {
    if (version == 2) (void)input.text();  // "X.509"
    return input.counted_bytes();
}

Entry take_entry(JavaInput& input, std::uint32_t version) {
    Entry entry{
        .kind = static_cast<Entry::Kind>(input.u4()), .alias = input.text(), .key = {}, .certificates = {}};
    input.skip(8);  // when it was made
    switch (entry.kind) {
        case Entry::Kind::private_key: {
            entry.key = input.counted_bytes();
            for (std::uint32_t left = input.u4(); left > 0; --left)
                entry.certificates.push_back(take_certificate(input, version));
            return entry;
        }
        case Entry::Kind::certificate:
            entry.certificates.push_back(take_certificate(input, version));
            return entry;
        case Entry::Kind::secret_key:
            skip_java_object(input);
            return entry;
    }
    throw Error{Fault::invalid, "an entry of it is of no known kind", "the file is damaged"};
}

void check_integrity(Intake& intake, BytesView body, BytesView digest, const std::string& place) {
    const auto verifies = [&](const Passwords::Candidate& password) {
        return password && java_store_digest(*password, body) == Bytes{digest.begin(), digest.end()};
    };
    const auto cost = static_cast<std::int64_t>(body.size()) / bytes_per_iteration;
    if (intake.passwords().first(cost, verifies)) return;
    intake.add_flaw(
        place,
        intake.passwords().given() == 0
            ? "its integrity is not known: no password was given"
            : fmt::format("its integrity is not known: {}, or it was changed", intake.passwords().refusal()),
        "give the password of the keystore");
}

void take_in_key(Intake& intake, BytesView der, Origin origin) {
    const JavaKey key{der};
    const auto opened = intake.passwords().first(key.cost(), [&](const Passwords::Candidate& password) {
        return password ? key.open(*password) : std::nullopt;
    });
    if (!opened)
        throw Error{Fault::invalid,
                    fmt::format("cannot read the private key: {}", intake.passwords().refusal()),
                    "give the password of the key, which may differ from that of the keystore"};
    intake.add_key(as_bytes(opened->reveal()), std::move(origin));
}

void take_in(Intake& intake, const Entry& entry, const std::string& place) {
    const Origin origin{.place = fmt::format("{}, entry {}", place, in_quotes(entry.alias)),
                        .alias = is_storable_text(entry.alias) ? entry.alias : std::string{}};
    if (entry.kind == Entry::Kind::secret_key)
        intake.add_flaw(origin.place, "it is a secret key, which belongs to no certificate");
    for (std::size_t i = 0; i < entry.certificates.size() && !intake.full(); ++i) {
        const bool is_chain = entry.certificates.size() > 1;
        intake.add_certificate(
            entry.certificates[i],
            {.place = is_chain ? fmt::format("{}, certificate {}", origin.place, i + 1) : origin.place,
             .alias = i == 0 ? origin.alias : std::string{}});
    }
    if (entry.kind != Entry::Kind::private_key) return;
    try {
        take_in_key(intake, entry.key, origin);
    } catch (const Error& error) {
        intake.add_flaw(origin.place, error);
    }
}

/// Those in front of where the file is damaged, and how it is.
struct Entries {
    std::vector<Entry> good;
    std::optional<Error> damage;
};

Entries entries_of(BytesView body) {
    Entries entries;
    try {
        JavaInput input{body};
        input.skip(4);  // magic
        const std::uint32_t version = input.u4();
        if (version != 1 && version != 2)
            throw Error{Fault::invalid, fmt::format("it is a Java keystore of version {}", version)};
        for (std::uint32_t left = input.u4(); left > 0; --left)
            entries.good.push_back(take_entry(input, version));
        if (!input.at_end()) throw Error{Fault::invalid, "more follows behind its last entry"};
    } catch (const Error& error) {
        entries.damage = error;
    }
    return entries;
}

}  // namespace

bool is_java_store(BytesView bytes) {
    return magic_of(bytes) == jks_magic || is_jceks(bytes);
}

bool is_jceks(BytesView bytes) {
    return magic_of(bytes) == jceks_magic;
}

Bytes java_store_digest(std::string_view password, BytesView body) {
    const Secret text = utf16_of(password);
    const auto digest = crypto::sha1({as_bytes(text.reveal()), as_bytes("Mighty Aphrodite"), body});
    return {digest.begin(), digest.end()};
}

void read_java_store(Intake& intake, BytesView bytes, const std::string& place) {
    const std::size_t size = bytes.size() - std::min(bytes.size(), store_digest_size);
    const Entries entries = entries_of(bytes.first(size));
    if (entries.damage) intake.add_flaw(place, *entries.damage);
    check_integrity(intake, bytes.first(size), bytes.subspan(size), place);
    for (const Entry& entry : entries.good)
        if (!intake.full()) take_in(intake, entry, place);
}

}  // namespace certwright::x509
