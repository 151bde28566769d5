#include "sandbox/state/state_file.hpp"

#include "base/error.hpp"
#include "sandbox/state/keeper.hpp"
#include "support/temp_directory.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <atomic>
#include <fstream>
#include <thread>

namespace certwright::sandbox::state {
namespace {

class StateFiles : public testing::Test {
  protected:
    const certwright::test::TempDirectory directory;
    const std::string path = (directory.path() / "world.json").string();
};

TEST_F(StateFiles, hold_what_was_written_last_for_their_owner_alone) {
    std::ofstream{path} << "of everybody";
    ::chmod(path.c_str(), 0644);
    const StateFile file{path};
    file.write("first");
    file.write("second");
    EXPECT_EQ(file.read(), "second");
    struct stat found {};
    ASSERT_EQ(::stat(path.c_str(), &found), 0);
    EXPECT_EQ(found.st_mode & 0777, 0600U);
}

TEST_F(StateFiles, may_not_be_there_yet) {
    EXPECT_EQ(StateFile{path}.read(), std::nullopt);
    EXPECT_THROW(StateFile{path + "/nowhere"}.write("x"), Error);
}

TEST_F(StateFiles, are_kept_up_to_date) {
    std::atomic<std::uint64_t> changes = 0;
    const StateFile file{path};
    {
        const Keeper keeper{file, [&] { return changes.load(); }, [&] { return std::to_string(changes); }};
        EXPECT_EQ(file.read(), "0");
        changes = 1;
        for (int tries = 0; tries < 1000 && file.read() != "1"; ++tries)
            std::this_thread::sleep_for(std::chrono::milliseconds{10});
        EXPECT_EQ(file.read(), "1");
        changes = 2;
    }
    EXPECT_EQ(file.read(), "2");
}

}  // namespace
}  // namespace certwright::sandbox::state
