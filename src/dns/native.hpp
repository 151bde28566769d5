#pragma once

#include "base/handle.hpp"
#include "dns/record.hpp"

// ldns' own names, so that its headers stay in the sources.
typedef struct ldns_struct_pkt ldns_pkt;
typedef struct ldns_struct_rdf ldns_rdf;
typedef struct ldns_struct_rr ldns_rr;
extern "C" void ldns_pkt_free(ldns_pkt*);
extern "C" void ldns_rdf_deep_free(ldns_rdf*);
extern "C" void ldns_rr_free(ldns_rr*);

/// What the sources that read and write messages share: ldns' objects, their owners, and the way to our
/// values.
namespace certwright::dns {

using NativePacket = Handle<ldns_pkt, ldns_pkt_free>;
using NativeData = Handle<ldns_rdf, ldns_rdf_deep_free>;
using NativeRecord = Handle<ldns_rr, ldns_rr_free>;

/// Throws Fault::invalid when `bytes` are no DNS message (RFC 1035 section 4).
NativePacket decode(BytesView bytes);
/// The message as it goes over the wire, names compressed.
Bytes encode(const ldns_pkt& packet);

NativeData native(const Name& name);
/// Throws Fault::invalid with the reason when the record's value is not what its type asks for.
NativeRecord native(const Record& record);

Name name_of(const ldns_rdf& name);
/// Throws Fault::invalid when one of its names is broken.
Record record_of(const ldns_rr& record);

}  // namespace certwright::dns
