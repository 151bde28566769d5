#include "vault/key_file.hpp"

#include "base/bytes.hpp"
#include "base/error.hpp"
#include "support/temp_directory.hpp"
#include "vault/local_key_wrapper.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace certwright::vault {
namespace {

namespace fs = std::filesystem;
constexpr crypto::Argon2Cost cheap{.memory_kib = 64, .passes = 1, .lanes = 1};
using IfMissing = LocalKeyWrapper::IfMissing;

struct MasterKeys : testing::Test {
    test::TempDirectory directory;
    fs::path path = directory.path() / "master.key";

    std::string content() const {
        std::ifstream in{path};
        std::ostringstream text;
        text << in.rdbuf();
        return text.str();
    }
    void write(const std::string& text) const {
        std::ofstream{path, std::ios::trunc} << text;
        fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write);
    }
    std::optional<Fault> fault_of_reading(std::optional<Secret> passphrase = {}) const {
        try {
            KeyFile{path, std::move(passphrase), cheap}.read();
            return std::nullopt;
        } catch (const Error& error) {
            EXPECT_EQ(error.message().find("BASE64"), std::string::npos) << "never shows a line";
            return error.fault();
        }
    }
};

TEST_F(MasterKeys, are_made_once_in_a_file_that_only_its_owner_reads) {
    const KeyFile file{path};
    file.create();
    EXPECT_EQ(fs::status(path).permissions(), fs::perms::owner_read | fs::perms::owner_write);
    const auto first = file.read();
    ASSERT_EQ(first.size(), 1u);
    EXPECT_TRUE(first[0].id.starts_with("mk_"));
    EXPECT_EQ(first[0].key.size(), 32u);
    file.create();
    EXPECT_EQ(file.read().at(0).id, first[0].id) << "an existing file stays";
    EXPECT_EQ(std::distance(fs::directory_iterator{directory.path()}, {}), 1) << "no temporary file stays";
}

TEST_F(MasterKeys, are_text_that_a_person_can_keep) {
    const KeyFile file{path};
    file.create();
    const auto keys = file.read();
    EXPECT_NE(content().find("\n" + keys[0].id + " " + to_base64(as_bytes(keys[0].key.reveal())) + "\n"),
              std::string::npos);
}

TEST_F(MasterKeys, are_refused_when_others_may_read_them) {
    const KeyFile file{path};
    file.create();
    for (const mode_t mode : {0640u, 0604u, 0620u, 0602u, 0777u}) {
        ASSERT_EQ(::chmod(path.c_str(), mode), 0);
        EXPECT_EQ(fault_of_reading(), Fault::forbidden) << std::oct << mode;
    }
    ASSERT_EQ(::chmod(path.c_str(), 0400), 0);
    EXPECT_EQ(fault_of_reading(), std::nullopt);
}

TEST_F(MasterKeys, are_refused_when_malformed) {
    const std::string key = to_base64(Bytes(32, 7));
    for (const std::string& text :
         {std::string{}, std::string{"# nothing\n"}, std::string{"mk_1\n"}, "key " + key + "\n",
          std::string{"mk_1 BASE64!\n"}, "mk_1 " + to_base64(Bytes(31, 7)) + "\n",
          "mk_1 " + key + "\nrubbish\n"}) {
        write(text);
        EXPECT_EQ(fault_of_reading(), Fault::invalid) << text;
    }
    write("# remark\n\nmk_1 " + key + "\nmk_2 " + key);
    EXPECT_EQ(fault_of_reading(), std::nullopt);
}

TEST_F(MasterKeys, that_cannot_be_read_are_unavailable) {
    EXPECT_EQ(fault_of_reading(), Fault::unavailable);
    fs::create_directory(path);
    EXPECT_EQ(fault_of_reading(), Fault::unavailable);
    EXPECT_THROW(KeyFile{directory.path() / "missing" / "master.key"}.create(), Error);
}

TEST_F(MasterKeys, under_a_passphrase_need_it) {
    const KeyFile file{path, Secret{"open sesame"}, cheap};
    file.create();
    const auto keys = file.read();
    EXPECT_EQ(content().find(to_base64(as_bytes(keys[0].key.reveal()))), std::string::npos);
    EXPECT_EQ(fault_of_reading(Secret{"open sesame"}), std::nullopt);
    EXPECT_EQ(fault_of_reading(Secret{"open barley"}), Fault::unauthenticated);
    EXPECT_EQ(fault_of_reading(), Fault::unauthenticated);
}

TEST_F(MasterKeys, under_a_passphrase_cannot_change_their_names) {
    const KeyFile file{path, Secret{"open sesame"}, cheap};
    file.create();
    std::string text = content();
    const std::string id = file.read()[0].id;
    text.replace(text.find(id), id.size(), "mk_other");
    write(text);
    EXPECT_EQ(fault_of_reading(Secret{"open sesame"}), Fault::unauthenticated);
}

TEST_F(MasterKeys, are_changed_by_one_process_at_a_time) {
    const KeyFile file{path};
    {
        const KeyFile::Lock held = file.lock();
        EXPECT_THROW(KeyFile{path}.lock(), Error);
    }
    EXPECT_NO_THROW(KeyFile{path}.lock());
}

TEST_F(MasterKeys, wrap_and_unwrap_a_data_key_in_its_place_only) {
    LocalKeyWrapper wrapper{KeyFile{path}, IfMissing::create};
    const Secret data_key{std::string(32, 'k')};
    const WrappedKey wrapped = wrapper.wrap(data_key, "row 1");
    EXPECT_EQ(wrapped.master_key_id, wrapper.current_master_key_id());
    EXPECT_EQ(wrapper.unwrap(wrapped, "row 1").reveal(), data_key.reveal());
    EXPECT_THROW(wrapper.unwrap(wrapped, "row 2"), Error);
    EXPECT_THROW(wrapper.unwrap({"mk_unknown", wrapped.bytes}, "row 1"), Error);
    wrapper.add_master_key();
    EXPECT_THROW(wrapper.unwrap({wrapper.current_master_key_id(), wrapped.bytes}, "row 1"), Error);
    EXPECT_EQ(wrapper.unwrap(wrapped, "row 1").reveal(), data_key.reveal());
}

TEST_F(MasterKeys, are_noticed_when_another_process_changes_them) {
    LocalKeyWrapper server{KeyFile{path}, IfMissing::create};
    LocalKeyWrapper command{KeyFile{path}, IfMissing::refuse};
    const WrappedKey old = server.wrap(Secret{"data key"}, "row");
    const std::string added = command.add_master_key();
    EXPECT_EQ(server.unwrap(command.wrap(Secret{"new data key"}, "row"), "row").reveal(), "new data key");
    EXPECT_EQ(server.wrap(Secret{"data key"}, "row").master_key_id, added);
    command.remove_master_keys({old.master_key_id});
    EXPECT_EQ(server.master_key_ids(), std::vector{added});
    EXPECT_EQ(server.unwrap(old, "row").reveal(), "data key") << "what was read before still opens";
    EXPECT_THROW(LocalKeyWrapper(KeyFile{path}, IfMissing::refuse).unwrap(old, "row"), Error);
}

TEST_F(MasterKeys, that_were_lost_are_not_made_anew_over_secrets) {
    EXPECT_THROW(LocalKeyWrapper(KeyFile{path}, IfMissing::refuse), Error);
    EXPECT_FALSE(fs::exists(path));
    LocalKeyWrapper wrapper{KeyFile{path}, IfMissing::create};
    const WrappedKey wrapped = wrapper.wrap(Secret{"data key"}, "row");
    fs::remove(path);
    EXPECT_THROW(wrapper.wrap(Secret{"data key"}, "row"), Error)
        << "with a key that would be gone after a restart";
    EXPECT_EQ(wrapper.unwrap(wrapped, "row").reveal(), "data key");
}

TEST_F(MasterKeys, of_a_killed_writer_do_not_stay_beside_the_file) {
    LocalKeyWrapper wrapper{KeyFile{path}, IfMissing::create};
    std::ofstream{directory.path() / "master.key.new_01"} << "mk_1 half a k";
    wrapper.add_master_key();
    EXPECT_FALSE(fs::exists(directory.path() / "master.key.new_01"));
    EXPECT_EQ(wrapper.master_key_ids().size(), 2u);
}

TEST_F(MasterKeys, never_lose_the_last_one) {
    LocalKeyWrapper wrapper{KeyFile{path}, IfMissing::create};
    EXPECT_THROW(wrapper.remove_master_keys(wrapper.master_key_ids()), Error);
    EXPECT_EQ(wrapper.master_key_ids().size(), 1u);
}

}  // namespace
}  // namespace certwright::vault
