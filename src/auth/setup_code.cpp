#include "auth/setup_code.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "crypto/digest.hpp"
#include "crypto/random.hpp"

namespace certwright::auth {
namespace {

/// 32 characters, without those that are mistaken for others (0 O 1 I).
constexpr std::string_view alphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
constexpr std::size_t characters = 12;
constexpr std::size_t group = 4;

std::string new_code() {
    std::string code;
    for (const std::uint8_t byte : crypto::random_bytes(characters)) {
        if (code.size() % (group + 1) == group) code += '-';
        code += alphabet[byte % alphabet.size()];
    }
    return code;
}

/// Hash of the code as it was meant: upper case, without spaces and dashes.
std::string code_hash(std::string_view typed) {
    std::string code;
    for (const char c : typed) {
        if (c == ' ' || c == '-' || c == '\n' || c == '\r' || c == '\t') continue;
        code += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return crypto::sha256_hex(code);
}

enum class Answer { accepted, wrong, spoilt, not_needed };

[[noreturn]] void refuse_code(Answer answer) {
    switch (answer) {
        case Answer::accepted:
            break;
        case Answer::not_needed:
            throw Error{Fault::conflict, "the first administrator exists already", "sign in"};
        case Answer::wrong:
            throw Error{Fault::forbidden, "the set-up code is wrong",
                        "type the code that the server showed on its terminal when it last started"};
        case Answer::spoilt:
            throw Error{Fault::forbidden, "the set-up code was typed wrongly too often",
                        "restart the server: it shows a new code"};
    }
    throw Error{Fault::internal, "an accepted set-up code was refused"};
}

}  // namespace

constexpr auto delete_code = "DELETE FROM setup_code";
constexpr auto insert_code =
    "INSERT INTO setup_code (id, code_hash, failed_attempts, created_at) VALUES (1, $1, 0, $2)";

std::optional<std::string> SetupCode::issue(store::Transaction& transaction) {
    transaction->execute(delete_code);
    if (!needed(transaction)) return std::nullopt;
    std::string code = new_code();
    transaction->execute(insert_code, {code_hash(code), clock_.now()});
    return code;
}

bool SetupCode::needed(store::Connection& connection) const {
    return users_.count_people(connection) == 0;
}

constexpr auto select_code = "SELECT code_hash, failed_attempts FROM setup_code";
constexpr auto count_failure = "UPDATE setup_code SET failed_attempts = failed_attempts + 1";
constexpr auto use_code = "DELETE FROM setup_code WHERE code_hash = $1";

User SetupCode::redeem(store::Database& database, std::string_view typed, const std::string& name,
                       const Secret& password, const Caller& caller) {
    const std::string hash = code_hash(typed);
    const Answer answer = database.write([&](store::Transaction& transaction) {
        if (!needed(transaction)) return Answer::not_needed;
        const auto code = transaction->find(select_code, {}, [](const store::Row& row) {
            return std::pair{row.text(0), row.integer(1)};
        });
        if (!code || code->second >= attempts_allowed) return Answer::spoilt;
        if (equal_in_constant_time(code->first, hash)) return Answer::accepted;
        transaction->execute(count_failure);
        log_.append(transaction,
                    {.actor = caller.actor,
                     .action = "setup.refused",
                     .subject = "",
                     .details = boost::json::serialize(json::object{{"address", caller.address}}),
                     .request_id = caller.request_id});
        return Answer::wrong;
    });
    if (answer != Answer::accepted) refuse_code(answer);

    // Between the transactions, because hashing is slow; the code is still there to be used just once.
    const NewUser administrator{name, passwords_.choose(name, password), Role::administrator};
    return database.write([&](store::Transaction& transaction) {
        if (!needed(transaction) || transaction->execute(use_code, {hash}) == 0)
            refuse_code(Answer::not_needed);
        return users_.create(transaction, administrator, caller);
    });
}

}  // namespace certwright::auth
