/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* A case of 004 with one child, out of the register or by an application, to be filled in with ALLOWANCE_CASE_VALUES():
 * @step: "extract" or "apply"; @group: for which the benefit is; @number: of the case; @row: the child's, an id. */
#define ALLOWANCE_CASE                                                                                                 \
  "{'transition':'%s','receipt':'targets:%u','add_rows':[{'list':'children','row':'%s'}],"                             \
  "'edits':[{'item':'child_resident_no','row':'%s','now':'%u'},"                                                       \
  "{'item':'child_name','row':'%s','now':{'kanji':'見本 児'}},{'item':'child_birth','row':'%s','now':'2015-05-05'},"   \
  "{'item':'resident_no','now':'%u'},{'item':'name','now':{'kanji':'見本 太郎'}},"                                     \
  "{'item':'birth_date','now':'1985-05-05'},{'item':'address','now':'東京都新宿区見本町1-%u'},"                        \
  "{'item':'cert_no','now':'%u'},{'item':'target_group','now':'%s'},"                                                  \
  "{'item':'account','now':{'bank':'0001','branch':'001','kind':'1',"                                                  \
  "'number':'%07u','holder':'ミホン タロウ','relation':'self','date':'2025-09-10','origin':'registered'}}]}"
#define ALLOWANCE_CASE_VALUES(step, group, number, row)                                                                \
  step, number, row, row, 20000 + number, row, row, 1000 + number, number, 70000 + number, group, 1000000 + number
