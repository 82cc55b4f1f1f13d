if(DEFINED ENV{TEAM_TIMEOUT})
  set_tests_properties(accounts PROPERTIES TIMEOUT $ENV{TEAM_TIMEOUT})
endif()
