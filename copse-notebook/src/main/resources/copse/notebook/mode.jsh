/set mode copse concise -quiet
/set prompt copse "copse> " "  ...> "
/set truncation copse 1000000
/set truncation copse 1000000 varvalue,expression
/set format copse result "{value}{post}" added,modified,replaced-ok-primary
