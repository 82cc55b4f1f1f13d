// Everything that a scenario includes, but for reading JSON: that is brood/json.hpp.
#pragma once

#include "brood/http.hpp"
#include "brood/json_text.hpp"
#include "brood/request.hpp"
#include "brood/rows.hpp"
#include "brood/shape.hpp"
#include "brood/stop.hpp"
#include "brood/user.hpp"
#include "brood/wait.hpp"
