/* SPDX-License-Identifier: GPL-3.0-or-later */

/* People who hand media over, and the first steps of a medium on its way. */

#include "handover-desk.h"

/**
 * handover_desk_add_handler:
 * @desk: a desk
 * @account: of a new person
 * @roles: theirs
 *
 * Returns: who is in charge from now on
 */
MadoId
handover_desk_add_handler (Desk *desk, const char *account, const char *roles)
{
  desk_add_person (desk, account, roles);

  g_autofree char *key = desk_dup_key (desk, account);
  MadoId id = desk_make (desk, "adm", "person.register",
                         "{'account':'%s','name':'見本','organisation':'受託者','role':'取扱者','from':'2025-05-01',"
                         "'to':'2025-06-30','key':'%s'}",
                         account, key);

  desk_do (desk, "adm", id, "person.report", "{'day':'2025-05-01'}");

  return id;
}

/**
 * handover_desk_new:
 *
 * Returns: (transfer full): a desk with two leads, two of the ward, and who keeps the register
 */
Desk *
handover_desk_new (void)
{
  Desk *desk = desk_new ("ninpu-r7.json");

  desk_add_person (desk, "adm", "admin");
  handover_desk_add_handler (desk, "l-01", "lead");
  handover_desk_add_handler (desk, "l-02", "lead");
  handover_desk_add_handler (desk, "w-01", "ward");
  handover_desk_add_handler (desk, "w-02", "ward");

  return desk;
}

/**
 * handover_desk_make_medium:
 * @desk: a desk
 * @number: of a medium
 *
 * Returns: the new entry
 */
MadoId
handover_desk_make_medium (Desk *desk, const char *number)
{
  return desk_make (desk, "l-01", "handover.make", HANDOVER_MEDIUM, number);
}

/**
 * handover_desk_make_notice:
 * @desk: a desk
 * @number: of a notice
 * @medium: whose password is on it
 *
 * Returns: the new entry
 */
MadoId
handover_desk_make_notice (Desk *desk, const char *number, MadoId medium)
{
  return desk_make (desk, "l-01", "handover.make", HANDOVER_NOTICE, number, desk_id (medium).text);
}

/**
 * handover_desk_seal:
 * @desk: a desk
 * @id: of an entry
 * @bag: its bag
 * @number: of the seal
 *
 * Five minutes later it is in its bag.
 */
void
handover_desk_seal (Desk *desk, MadoId id, const char *bag, const char *number)
{
  desk_pass_minutes (desk, 5);
  desk_do (desk, "l-01", id, "handover.seal", HANDOVER_BAG, bag, number);
}

/**
 * handover_desk_carry:
 * @desk: a desk
 * @id: of an entry
 *
 * Five minutes later it is on its way.
 */
void
handover_desk_carry (Desk *desk, MadoId id)
{
  desk_pass_minutes (desk, 5);
  desk_do (desk, "l-01", id, "handover.carry", HANDOVER_CARRY);
}
