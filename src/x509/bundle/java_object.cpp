#include "x509/bundle/java_object.hpp"

#include "base/error.hpp"

#include <optional>
#include <vector>

namespace certwright::x509 {
namespace {

constexpr std::uint32_t stream_header = 0xACED0005, first_handle = 0x7E0000;
constexpr int max_depth = 32;
constexpr std::size_t max_classes = 100, max_fields = 100;

enum class Code : std::uint8_t {
    null = 0x70,
    reference = 0x71,
    class_description = 0x72,
    object = 0x73,
    string = 0x74,
    array = 0x75,
    block = 0x77,
    end_of_block = 0x78,
    long_block = 0x7A,
    long_string = 0x7C,
};

constexpr std::uint8_t has_write_method = 1, is_serializable = 2;  // flags of a class

[[noreturn]] void refuse_object() {
    throw Error{Fault::invalid, "a secret key of it is malformed"};
}

/// What of a class is needed to read past its instances.
struct JavaClass {
    std::string name;
    std::uint8_t flags = 0;
    std::string fields;  ///< their type codes
    std::optional<std::size_t> parent;
};

std::size_t size_of(char type) {
    switch (type) {
        case 'B':
        case 'Z':
            return 1;
        case 'C':
        case 'S':
            return 2;
        case 'I':
        case 'F':
            return 4;
        case 'J':
        case 'D':
            return 8;
        default:
            refuse_object();
    }
}

class ObjectSkipper {
  public:
    explicit ObjectSkipper(JavaInput& input) : input_(input) {}

    void skip_content(int depth) { skip_content(next_code(), depth); }

  private:
    Code next_code() { return static_cast<Code>(input_.u1()); }

    void skip_content(Code code, int depth) {
        if (depth > max_depth) refuse_object();
        switch (code) {
            case Code::null:
                return;
            case Code::reference:
                return input_.skip(4);
            case Code::class_description:
                (void)described_class(depth);
                return;
            case Code::object: {
                const auto type = class_of_instance(depth);
                handles_.emplace_back();
                return skip_fields_of(type, depth);
            }
            case Code::string:
                handles_.emplace_back();
                return input_.skip(input_.u2());
            case Code::array: {
                const auto type = class_of_instance(depth);
                handles_.emplace_back();
                return skip_elements_of(type, depth);
            }
            default:
                refuse_object();
        }
    }

    /// The class that an object or an array names, new or by its handle.
    std::size_t class_of_instance(int depth) {
        const auto type = find_class(depth + 1);
        if (!type) refuse_object();
        return *type;
    }

    std::optional<std::size_t> find_class(int depth) {
        switch (next_code()) {
            case Code::null:
                return std::nullopt;
            case Code::class_description:
                return described_class(depth);
            case Code::reference: {
                const std::size_t handle = input_.u4() - first_handle;
                if (handle >= handles_.size() || !handles_[handle]) refuse_object();
                return handles_[handle];
            }
            default:
                refuse_object();
        }
    }

    std::size_t described_class(int depth) {
        if (depth > max_depth || classes_.size() == max_classes) refuse_object();
        const std::size_t index = classes_.size();
        JavaClass type;
        type.name = input_.text();
        input_.skip(8);  // serialVersionUID
        handles_.emplace_back(index);
        type.flags = input_.u1();
        const std::size_t fields = input_.u2();
        if (fields > max_fields) refuse_object();
        classes_.push_back(type);
        for (std::size_t i = 0; i < fields; ++i) {
            type.fields += static_cast<char>(input_.u1());
            input_.skip(input_.u2());
            if (is_reference(type.fields.back())) skip_content(depth + 1);  // the name of its type
        }
        skip_annotation(depth);
        type.parent = find_class(depth + 1);
        if (type.parent && *type.parent <= index) refuse_object();  // so that no line of parents is a ring
        classes_[index] = std::move(type);
        return index;
    }

    static bool is_reference(char type) { return type == 'L' || type == '['; }

    void skip_annotation(int depth) {
        for (Code code = next_code(); code != Code::end_of_block; code = next_code()) {
            if (code == Code::block)
                input_.skip(input_.u1());
            else if (code == Code::long_block)
                input_.skip(input_.u4());
            else
                skip_content(code, depth + 1);
        }
    }

    /// The parents' fields come first.
    void skip_fields_of(std::size_t index, int depth) {
        const JavaClass type = classes_[index];
        if (type.parent) skip_fields_of(*type.parent, depth);
        if ((type.flags & is_serializable) == 0) refuse_object();  // Externalizable tells no length
        for (const char field : type.fields) skip_value(field, depth);
        if ((type.flags & has_write_method) != 0) skip_annotation(depth);
    }

    void skip_elements_of(std::size_t index, int depth) {
        const std::string& name = classes_[index].name;
        if (name.size() < 2 || name[0] != '[') refuse_object();
        const char type = name[1];
        const std::size_t count = input_.u4();
        if (!is_reference(type)) return input_.skip(count * size_of(type));
        for (std::size_t i = 0; i < count; ++i) skip_content(depth + 1);
    }

    void skip_value(char type, int depth) {
        if (is_reference(type))
            skip_content(depth + 1);
        else
            input_.skip(size_of(type));
    }

    JavaInput& input_;
    std::vector<JavaClass> classes_;
    std::vector<std::optional<std::size_t>> handles_;  ///< which class, for those that are classes
};

}  // namespace

void skip_java_object(JavaInput& input) {
    if (input.u4() != stream_header) refuse_object();
    ObjectSkipper{input}.skip_content(0);
}

}  // namespace certwright::x509
