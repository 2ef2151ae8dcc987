/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-desk.h"

G_BEGIN_DECLS

/* The profile of a terminal that is killed and starts again. It is locked by one of two passwords, and whoever was
 * killed while he changed it does not know by which. */
typedef struct {
  char *path;
  MadoSecret *passwords[2];
  MadoSecret *terminal_share;
  MadoSecret *service_share;
  MadoDeskOpening opening; /* with the password that opened it last */
} FaultSeat;

#define FAULT_WARD "mihon"
#define FAULT_PROGRAMME "smallest"
#define FAULT_ROLES "clerk,lead"

extern const char *const fault_roles[];

FaultSeat *fault_seat_new (const char *folder, const char *account) G_GNUC_WARN_UNUSED_RESULT;
void fault_seat_free (FaultSeat *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FaultSeat, fault_seat_free)

MadoProgramme *fault_seat_load_programme (void) G_GNUC_WARN_UNUSED_RESULT;
gboolean fault_seat_is_there (const FaultSeat *self);
MadoDesk *fault_seat_make (FaultSeat *self) G_GNUC_WARN_UNUSED_RESULT;
MadoDesk *fault_seat_open (FaultSeat *self) G_GNUC_WARN_UNUSED_RESULT;
MadoDatabase *fault_seat_open_database (FaultSeat *self) G_GNUC_WARN_UNUSED_RESULT;
void fault_seat_change_key (FaultSeat *self);

G_END_DECLS
