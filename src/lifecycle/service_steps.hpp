#pragma once

namespace certwright::lifecycle {

/// Port: the steps of a deployment in which AWS is asked, which depend on the service that is deployed to.
/// Each stores what it led to before it returns.
class ServiceSteps {
  public:
    virtual ~ServiceSteps() = default;
    /// Finds out what is served, and imports where that is to be done. Nothing is intended yet.
    virtual void look() = 0;
    /// Something was intended: finds out what became of it.
    virtual void resolve() = 0;
    virtual void verify() = 0;
    virtual void put_back() = 0;
};

}  // namespace certwright::lifecycle
