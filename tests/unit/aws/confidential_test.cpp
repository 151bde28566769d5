#include "aws/confidential.hpp"

#include "answers.hpp"
#include "aws/acm_import.hpp"
#include "aws/credentials/static_credentials.hpp"
#include "aws/iam_change.hpp"
#include "base/bytes.hpp"
#include "net/url.hpp"
#include "support/leaping_clock.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <fstream>

namespace certwright::aws {
namespace {

/// Looks for some bytes in the whole memory of this process, and has no copy of them itself.
class Memory {
  public:
    explicit Memory(std::string_view sought) {
        for (const char c : sought) veiled_.push_back(static_cast<char>(c ^ veil));
    }
    bool contains() const {
        std::ifstream maps{"/proc/self/maps"}, memory{"/proc/self/mem", std::ios::binary};
        for (std::string line; std::getline(maps, line);)
            if (line.find(" rw") != std::string::npos && is_in(memory, line)) return true;
        return false;
    }

  private:
    static constexpr char veil = 0x55;

    bool is_in(std::ifstream& memory, const std::string& line) const {
        std::size_t dash = 0;
        const std::size_t begin = std::stoull(line, &dash, 16),
                          end = std::stoull(line.substr(dash + 1), nullptr, 16);
        // Only sanitizers map so much, for what they note about memory.
        if (end - begin > 256 * 1024 * 1024) return false;
        std::string content(end - begin, '\0');
        memory.clear();
        memory.seekg(static_cast<std::streamoff>(begin));
        memory.read(content.data(), static_cast<std::streamsize>(content.size()));
        bool is_there = false;
        const char first = veiled_.front() ^ veil;
        for (std::size_t at = content.find(first); at != content.npos && !is_there;
             at = content.find(first, at + 1))
            is_there = is_sought(std::string_view{content}.substr(at));
        wipe(content);  // or it would be found the next time
        return is_there;
    }
    bool is_sought(std::string_view bytes) const {
        return bytes.size() >= veiled_.size() &&
               std::equal(veiled_.begin(), veiled_.end(), bytes.begin(),
                          [](char veiled, char c) { return (c ^ veil) == veiled; });
    }
    std::string veiled_;
};

/// Keeps nothing.
class Forgetful final : public net::Transport {
  public:
    explicit Forgetful(std::string answer) : answer_(std::move(answer)) {}
    std::variant<net::ClientResponse, net::NoResponse> send(const net::ClientRequest& request,
                                                            std::stop_token) override {
        sent_bytes += request.body.size();
        return test::ok(answer_);
    }
    std::size_t sent_bytes = 0;

  private:
    const std::string answer_;
};

struct Confidential : testing::Test {
    Confidential() {
        std::string pem = "-----BEGIN PRIVATE KEY-----\n";
        for (int line = 0; line < 20; ++line) {
            for (int column = 0; column < 16; ++column)
                pem += "a+/" + std::to_string((line * 7 + column) % 10);
            pem += '\n';
        }
        key = Secret{pem + "-----END PRIVATE KEY-----\n"};
        wipe(pem);
    }
    Client client(net::Transport& transport) {
        return {transport, credentials, quotas, clock, metrics, Site{}, "1"};
    }

    test::LeapingClock clock;
    QuotaBook quotas{clock};
    Metrics metrics;
    StaticCredentials credentials{
        {.access_key_id = "AK", .secret_access_key = Secret{"SK"}, .session_token = {}, .expires_at = {}}};
    Secret key;
};

TEST_F(Confidential, keys_are_spelled_as_requests_need_them) {
    EXPECT_EQ(base64_of(Secret{"a?~"}).reveal(), "YT9+");
    EXPECT_EQ(percent_encoded(Secret{"a+/\n="}).reveal(), "a%2B%2F%0A%3D");
    EXPECT_FALSE(repeats("", key));
    EXPECT_FALSE(repeats("nothing of the kind, and long enough to be looked at", key));
    EXPECT_TRUE(repeats(key.reveal(), key));
    EXPECT_FALSE(repeats("short", Secret{"short"}));
}

TEST_F(Confidential, keys_leave_no_copy_behind_in_acm) {
    std::optional<Secret> spelled{base64_of(key)};
    const Memory memory{spelled->reveal().substr(500, 60)};
    ASSERT_TRUE(memory.contains()) << "the search does not find what is there";
    spelled.reset();
    ASSERT_FALSE(memory.contains());
    Forgetful transport{R"({"CertificateArn":"arn:1"})"};
    auto aws = client(transport);
    const acm::Import content{.certificate = "c", .chain = {}, .private_key = key, .arn = {}, .tags = {}};
    ASSERT_TRUE(acm::import_certificate(aws, "eu-west-1", content, {}));
    ASSERT_GT(transport.sent_bytes, key.size());
    EXPECT_FALSE(memory.contains());
}

TEST_F(Confidential, keys_leave_no_copy_behind_in_iam) {
    std::optional<Secret> spelled{percent_encoded(key)};
    const Memory memory{spelled->reveal().substr(500, 60)};
    ASSERT_TRUE(memory.contains()) << "the search does not find what is there";
    spelled.reset();
    ASSERT_FALSE(memory.contains());
    Forgetful transport{
        "<UploadServerCertificateResponse><UploadServerCertificateResult><ServerCertificateMetadata>"
        "<ServerCertificateName>n</ServerCertificateName><Arn>a</Arn></ServerCertificateMetadata>"
        "</UploadServerCertificateResult></UploadServerCertificateResponse>"};
    auto aws = client(transport);
    const iam::Upload content{.name = "n", .certificate = "c", .chain = {}, .private_key = key, .tags = {}};
    ASSERT_TRUE(iam::upload_server_certificate(aws, content, {}));
    ASSERT_GT(transport.sent_bytes, key.size());
    EXPECT_FALSE(memory.contains());
}

}  // namespace
}  // namespace certwright::aws
