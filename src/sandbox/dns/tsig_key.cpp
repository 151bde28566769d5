#include "sandbox/dns/tsig_key.hpp"

#include "base/error.hpp"
#include "dns/ldns.hpp"

#include <array>

namespace certwright::sandbox {
namespace {

constexpr std::uint16_t fudge = 300;  ///< seconds; RFC 8945 section 10 recommends it

// The data of a TSIG record, in its order (RFC 8945 section 4.2).
constexpr std::size_t algorithm_at = 0, time_at = 1, fudge_at = 2, mac_at = 3, id_at = 4;

bool is_name(const ldns_rdf* data, const std::string& text) {
    return data != nullptr && dns::name_of(*data) == dns::Name::parse(text);
}

/// Seconds since 1970 in 48 bits.
std::uint64_t signed_at(const ldns_rr& signature) {
    const ldns_rdf* const data = ldns_rr_rdf(&signature, time_at);
    if (data == nullptr || ldns_rdf_size(data) != 6) return 0;
    std::uint64_t seconds = 0;
    for (std::size_t at = 0; at < 6; ++at) seconds = seconds << 8 | ldns_rdf_data(data)[at];
    return seconds;
}

std::uint64_t seconds_of(Time time) {
    return static_cast<std::uint64_t>(
        std::chrono::duration_cast<std::chrono::seconds>(time.time_since_epoch()).count());
}

ldns_rdf* sixteen_bits(std::uint16_t value) {
    return ldns_native2rdf_int16(LDNS_RDF_TYPE_INT16, value);
}

/// A field with its length in front, and nothing in it.
ldns_rdf* nothing() {
    const std::array<std::uint8_t, 2> no_bytes{};
    return ldns_rdf_new_frm_data(LDNS_RDF_TYPE_INT16_DATA, no_bytes.size(), no_bytes.data());
}

/// The record that tells an error and signs nothing.
void tell(ldns_pkt& answer, const ldns_pkt& query, TsigError error) {
    const ldns_rr* const asked = ldns_pkt_tsig(&query);
    dns::NativeRecord record{ldns_rr_new()};
    ldns_rr_set_type(record.get(), LDNS_RR_TYPE_TSIG);
    ldns_rr_set_class(record.get(), LDNS_RR_CLASS_ANY);
    ldns_rr_set_owner(record.get(), ldns_rdf_clone(ldns_rr_owner(asked)));
    ldns_rr_push_rdf(record.get(), ldns_rdf_clone(ldns_rr_rdf(asked, algorithm_at)));
    ldns_rr_push_rdf(record.get(), ldns_rdf_clone(ldns_rr_rdf(asked, time_at)));
    ldns_rr_push_rdf(record.get(), sixteen_bits(fudge));
    ldns_rr_push_rdf(record.get(), nothing());
    ldns_rr_push_rdf(record.get(), ldns_rdf_clone(ldns_rr_rdf(asked, id_at)));
    ldns_rr_push_rdf(record.get(), sixteen_bits(static_cast<std::uint16_t>(error)));
    ldns_rr_push_rdf(record.get(), nothing());
    ldns_pkt_set_tsig(&answer, record.release());
}

}  // namespace

TsigError check_signature(ldns_pkt& message, BytesView wire, const TsigKey& key, Time now) {
    const ldns_rr* const signature = ldns_pkt_tsig(&message);
    if (!is_name(ldns_rr_owner(signature), key.name) ||
        !is_name(ldns_rr_rdf(signature, algorithm_at), key.algorithm))
        return TsigError::bad_key;
    if (!ldns_pkt_tsig_verify(&message, wire.data(), wire.size(), key.name.c_str(), key.secret.c_str(),
                              nullptr))
        return TsigError::bad_signature;
    const std::uint64_t then = signed_at(*signature);
    const std::uint64_t here = seconds_of(now);
    const std::uint64_t apart = then > here ? then - here : here - then;
    const ldns_rdf* const allowed = ldns_rr_rdf(signature, fudge_at);
    return apart > ldns_rdf2native_int16(allowed) ? TsigError::bad_time : TsigError::none;
}

void sign(ldns_pkt& answer, const ldns_pkt& query, const TsigKey& key, TsigError error) {
    if (error != TsigError::none) return tell(answer, query, error);
    const ldns_status status =
        ldns_pkt_tsig_sign(&answer, key.name.c_str(), key.secret.c_str(), fudge, key.algorithm.c_str(),
                           ldns_rr_rdf(ldns_pkt_tsig(&query), mac_at));
    ensure(status == LDNS_STATUS_OK, "ldns signs an answer");
}

}  // namespace certwright::sandbox
