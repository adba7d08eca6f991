// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import io.nestrel.error.DeadlockException;
import io.nestrel.error.LockTimeoutException;
import io.nestrel.error.NestrelException;
import io.nestrel.error.SerializationFailureException;
import org.jspecify.annotations.Nullable;

/**
 * What two transactions may do to each other (Berenson et al., "A Critique of ANSI SQL Isolation
 * Levels"; Fekete et al., "A Read-Only Transaction Anomaly Under Snapshot Isolation"): each a fixed
 * order of statements of two clients. Account 1 and account 2 have 100.
 */
enum Anomaly {
  DIRTY_READ {
    @Override
    boolean isSeen(TwoAccounts one, TwoAccounts two) {
      two.set(1, 0);
      return one.get(1) == 0;
    }
  },
  NON_REPEATABLE_READ {
    @Override
    boolean isSeen(TwoAccounts one, TwoAccounts two) {
      int before = one.get(1);
      two.set(1, 0);
      two.commit();
      boolean seen = one.get(1) != before;
      one.commit();
      return seen;
    }
  },
  PHANTOM {
    @Override
    boolean isSeen(TwoAccounts one, TwoAccounts two) {
      int before = one.count();
      two.open(3);
      two.commit();
      boolean seen = one.count() != before;
      one.commit();
      return seen;
    }
  },
  PHANTOM_IN_UPDATE {
    @Override
    boolean isSeen(TwoAccounts one, TwoAccounts two) {
      int before = one.count();
      two.open(3);
      two.commit();
      boolean seen = one.payInterest() != before;
      one.commit();
      return seen;
    }
  },
  LOST_UPDATE {
    @Override
    boolean isSeen(TwoAccounts one, TwoAccounts two) {
      int seenByOne = one.get(1);
      int seenByTwo = two.get(1);
      two.set(1, seenByTwo + 10);
      two.commit();
      one.set(1, seenByOne + 1);
      one.commit();
      return one.get(1) != 111;
    }
  },
  WRITE_SKEW {
    @Override
    boolean isSeen(TwoAccounts one, TwoAccounts two) {
      boolean enoughForOne = one.sum() >= 200;
      boolean enoughForTwo = two.sum() >= 200;
      one.set(1, enoughForOne ? -100 : 100);
      two.set(2, enoughForTwo ? -100 : 100);
      one.commit();
      two.commit();
      return one.sum() < 0;
    }
  },
  READ_ONLY_ANOMALY {
    /** Two's report has the deposit without the withdrawal, whose fee says that it was first. */
    @Override
    boolean isSeen(TwoAccounts one, TwoAccounts two) {
      boolean overdrawn = one.sum() - 210 < 0;
      two.set(2, 120);
      two.commit();
      boolean reported = two.sum() == 220;
      two.commit();
      one.set(1, overdrawn ? -111 : -110);
      one.commit();
      return reported && one.get(1) == -111;
    }
  };

  /** What became of it. */
  enum Verdict {
    /** It happens. */
    POSSIBLE,
    /** Both go on as if the other were not there. */
    UNSEEN,
    /** One has to wait for the other. */
    WAITS,
    /** One is rolled back. */
    REFUSED
  }

  /** Plays it; the transactions may be left open. */
  abstract boolean isSeen(TwoAccounts one, TwoAccounts two);

  Verdict play(TwoAccounts one, TwoAccounts two) {
    one.reset();
    try {
      return isSeen(one, two) ? Verdict.POSSIBLE : Verdict.UNSEEN;
    } catch (NestrelException e) {
      return verdict(e);
    } finally {
      one.rollback();
      two.rollback();
    }
  }

  private static Verdict verdict(NestrelException e) {
    for (@Nullable Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof LockTimeoutException) {
        return Verdict.WAITS;
      } else if (t instanceof SerializationFailureException || t instanceof DeadlockException) {
        return Verdict.REFUSED;
      }
    }
    throw e;
  }
}
