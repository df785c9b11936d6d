"""Mechanisms in torch, one per file, one function per equation; no manim here.

Every function is pure, takes float64 tensors (the benchmark alone uses float32) and writes the
shape behind each line. Capitals are the papers' matrices.

Glossary
--------
Our name, what it means, and each paper's letter for it.

===================  ==============================================  ==============================
ours                 meaning                                         in the papers
===================  ==============================================  ==============================
``seq_len``          tokens in the text                              n (Vaswani), L (S4, Mamba)
``d_model``          width of the residual stream                    d_model, D (Mamba)
``d_head``           width of one head's query, key, value           d_k, d_v
``n_heads``          attention heads per layer                       h
``n_kv_heads``       heads that keep keys and values (grouped)       G (Ainslie 2023)
``query key value``  what asks, what is asked, what is handed over   Q, K, V
``scores``           query · key, before softmax                     QKᵀ
``scaled``           scores / sqrt(d_head)                           QKᵀ / √d_k
``pattern``          shares after softmax, (query_pos, key_pos)      A, softmax(QKᵀ / √d_k)
``u``                input of a state space model                    u (S4), x (Mamba)
``h``                its state                                       x (S4), h (Mamba), c (HiPPO)
``y``                its output                                      y
``d_state``          numbers in one channel's state                  N
``d_inner``          channels of a Mamba block                       E D
``d_conv``           width of Mamba's short convolution              4, unnamed
``A B C``            continuous time                                 A, B, C
``delta``            step length                                     Δ
``A_bar B_bar``      one discrete step; the function's name says     Ā, B̄
                     how: ``discretize_bilinear``, ``_zoh``
``kernel``           kernel[k] = C A_bar^k B_bar, lag k from 0       K̄
``log_decay``        delta A of a head: what it keeps, as a log      log a (Mamba-2), log γ (RetNet)
``written``          delta u: what a token puts into the state       Δ x
``annotations``      the encoder's states, one per source word       h_j (Bahdanau)
``energies``         how well each fits the decoder's state          e_ij
``order``            index n of a Legendre polynomial, from 0        n
===================  ==============================================  ==============================
"""
