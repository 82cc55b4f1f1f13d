// A scenario for a protocol that Brood knows nothing of: Redis, through hiredis and its blocking calls. What
// makes it measured is request(): its time ends with done(), or with the exception that leaves its scope.
#include <hiredis/hiredis.h>

#include <brood/brood.hpp>
#include <memory>
#include <stdexcept>
#include <string>

using namespace std::chrono_literals;

namespace {

// The client, as an application would have it: it throws.
class Redis {
 public:
  Redis(const std::string& host, int port) : context_(redisConnect(host.c_str(), port)) {
    if (context_ == nullptr) throw std::runtime_error("cannot make a Redis context");
    if (context_->err != 0) throw std::runtime_error(context_->errstr);
  }

  template <class... Arguments>
  std::string command(const char* format, Arguments... arguments) {
    const Reply reply(static_cast<redisReply*>(redisCommand(context_.get(), format, arguments...)));
    if (reply == nullptr) throw std::runtime_error(context_->errstr);
    const std::string text = reply->str == nullptr ? "" : std::string(reply->str, reply->len);
    if (reply->type == REDIS_REPLY_ERROR) throw std::runtime_error(text);
    return reply->type == REDIS_REPLY_INTEGER ? std::to_string(reply->integer) : text;
  }

 private:
  struct Free {
    void operator()(redisContext* context) const { redisFree(context); }
    void operator()(redisReply* reply) const { freeReplyObject(reply); }
  };
  using Reply = std::unique_ptr<redisReply, Free>;
  std::unique_ptr<redisContext, Free> context_;
};

class RedisUser : public brood::User {
 public:
  void on_start() override {
    redis_ = std::make_unique<Redis>(env("REDIS_HOST", "127.0.0.1"), std::stoi(env("REDIS_PORT", "6379")));
  }

  void set() {
    const std::string value(static_cast<std::size_t>(pick(10, 1000)), 'x');
    measured("SET", "SET %s %s", key().c_str(), value.c_str());
  }
  void get() { measured("GET", "GET %s", key().c_str()); }
  void count() {
    const std::string name = "visits:" + std::to_string(user_id());
    if (const long seen = std::stol(measured("INCR", "INCR %s", name.c_str())); seen <= last_)
      throw std::runtime_error("counted backwards, to " + std::to_string(seen));
    else last_ = seen;
  }

 private:
  std::string key() { return "key:" + std::to_string(pick(1, 1000)); }

  template <class... Arguments>
  std::string measured(const char* name, const char* format, Arguments... arguments) {
    auto call = request("redis", name);
    std::string answer = redis_->command(format, arguments...);
    call.done(answer.size());
    return answer;
  }

  std::unique_ptr<Redis> redis_;
  long last_ = 0;
};

// hiredis blocks, so each user has a process of its own.
BROOD_USER(RedisUser)
    .isolation(brood::Isolation::process)
    .wait(brood::between(1ms, 5ms))
    .task("get", &RedisUser::get, 5)
    .task("set", &RedisUser::set, 2)
    .task("count", &RedisUser::count);

}  // namespace
