/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-database.h"
#include "sim-disk.h"

G_BEGIN_DECLS

/* The real replica, in an encrypted file in the folder for temporary files. */

SimDisk *sim_replica_disk_new_for_database (MadoJudge *judge,
                                            const MadoPerson *person,
                                            MadoDatabase *database) G_GNUC_WARN_UNUSED_RESULT;
SimDisk *sim_replica_disk_new (MadoJudge *judge, const MadoPerson *person, MadoId device) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
