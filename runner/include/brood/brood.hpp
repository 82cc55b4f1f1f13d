// Everything that a scenario includes.
#pragma once

#include "brood/http.hpp"
#include "brood/rows.hpp"
#include "brood/user.hpp"
#include "brood/wait.hpp"
