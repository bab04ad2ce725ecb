/set mode copse normal -command
/set prompt copse "copse> " "  ...> "
/set truncation copse 1000000
/set format copse display "{pre}{action} {type} {name}{post}"
/set format copse display "{pre}{value}{post}" expression,varvalue,assignment
/set format copse display "" added,modified,replaced-vardecl,varinit-ok
/set feedback copse
